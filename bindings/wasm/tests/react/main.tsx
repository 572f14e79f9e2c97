import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { type Ballot, type Definition, load, type Outcome } from "vaali";
import {
  type CastDetail,
  type ChangeDetail,
  define,
  type VaaliBallot,
  type VaaliResult,
} from "vaali/elements";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "vaali-ballot": Partial<Pick<VaaliBallot, "definition" | "lang">> & {
        "onvaali-change"?: (event: CustomEvent<ChangeDetail>) => void;
        "onvaali-cast"?: (event: CustomEvent<CastDetail>) => void;
      };
      "vaali-result": Partial<Pick<VaaliResult, "outcome" | "definition" | "lang">>;
    }
  }
}

define();

async function json<T>(path: string): Promise<T> {
  return (await (await fetch(path)).json()) as T;
}

function Election() {
  const [definition, setDefinition] = useState<Definition>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [marks, setMarks] = useState(0);
  const [cast, setCast] = useState("");
  useEffect(() => {
    void (async () => {
      const [vaali, election] = await Promise.all([load(), json<Definition>("/election.json")]);
      const frozen = vaali.parse(election);
      setDefinition(election);
      setOutcome(frozen.count(frozen.cast(await json<Ballot[]>("/ballots.json"))));
    })();
  }, []);
  return (
    <>
      <h1>
        Marks: <span id="react-marks">{marks}</span>, cast: <span id="react-cast">{cast}</span>
      </h1>
      <vaali-ballot
        definition={definition}
        onvaali-change={({ detail }) => setMarks(detail.marks)}
        onvaali-cast={({ detail }) => {
          setCast(detail.ballot.marks.join(" "));
          detail.waitUntil(undefined);
        }}
      />
      <vaali-result outcome={outcome} definition={definition} />
    </>
  );
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<Election />);
