"""What the record says, as plain values: read through the library of questions, and asked by everything else here."""
