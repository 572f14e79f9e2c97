/** The cases in which an engine gives other bytes than those of the line, as numbers of lines. */
export function differences(vaali, lines) {
  const differing = [];
  lines.forEach((line, number) => {
    const { definition, ballots, roll_marks, proceedings, outcome, error } = JSON.parse(line);
    const election = vaali.parse(definition);
    const cast = election.cast(ballots, roll_marks);
    let given = null;
    let refused = null;
    try {
      given = election.countText(cast, proceedings);
    } catch (thrown) {
      refused = thrown.code;
    }
    if (given !== outcome || refused !== error) differing.push(number);
    cast.free();
    election.free();
  });
  return differing;
}
