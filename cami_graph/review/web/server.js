// What is asked of the server. A decision counts as made once the server has said that it is on the disk.

const token = document.querySelector('meta[name="cami-token"]').content;

export class Refused extends Error {
  constructor(told) {
    super([told.problem, told.remedy].filter(Boolean).join(" "));
    this.faults = told.faults ?? [];
  }
}

export async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "content-type": "application/json", "x-cami-token": token },
    body: JSON.stringify(body),
  };
  const answer = await fetch(path, options);
  const told = await answer.json();
  if (!answer.ok) throw new Refused(told);
  return told;
}
