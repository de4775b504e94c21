// One projection for every map of the explorer: equal areas, the range states in the middle of the frame.
import { geoAzimuthalEqualArea } from 'd3-geo';

export const SIZE = { width: 1100, height: 700 };

const VIEW = { type: 'MultiPoint', coordinates: [[44, 24], [44, 52], [75, 57], [112, 52], [122, 45], [112, 22], [75, 20]] };

export const projected = () =>
  geoAzimuthalEqualArea().rotate([-80, -42]).fitExtent([[10, 10], [SIZE.width - 10, SIZE.height - 10]], VIEW).clipExtent([[-200, -200], [SIZE.width + 200, SIZE.height + 200]]);
