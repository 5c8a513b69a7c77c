// Draws the network of a case. A line that is not plain (somebody's words, denied, planned) is dashed and off at first.
import cytoscape from "cytoscape";
import { listen } from "../keys";

interface Line {
  sentence: string;
  words: string;
  voice: string;
  plain: boolean;
}
interface Shown {
  nodes: { id: string; name: string }[];
  edges: { source: string; target: string; label: string; line: Line }[];
}

const place = document.getElementById("drawing");
const others = document.getElementById("others") as HTMLInputElement | null;

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** What a name of a colour comes to on this page, in this scheme. */
function ink(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = colour(name);
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** Cytoscape would put a style element into the page, which the policy forbids; it does not where one of its id is. */
function keepStyleOut(): void {
  const instead = document.createElement("meta");
  instead.id = "__________cytoscape_stylesheet";
  document.head.append(instead);
}

function draw(shown: Shown, container: HTMLElement): void {
  keepStyleOut();
  const drawing = cytoscape({
    container,
    elements: [
      ...shown.nodes.map((node) => ({ data: { id: node.id, name: node.name } })),
      ...shown.edges.map((edge, nth) => ({
        data: { id: `edge-${nth}`, source: edge.source, target: edge.target, label: edge.label },
        classes: edge.line.plain ? "plain" : "not-plain",
      })),
    ],
    style: [
      { selector: "node", style: { label: "data(name)", color: ink("--ink"), "background-color": ink("--accent"), "font-size": 13, "text-valign": "bottom", "text-margin-y": 4, width: 18, height: 18 } },
      { selector: "edge", style: { label: "data(label)", color: ink("--faint"), "font-size": 10, "curve-style": "bezier", "line-color": ink("--faint"), "target-arrow-color": ink("--faint"), "target-arrow-shape": "triangle", width: 2, "text-rotation": "autorotate", "text-background-color": ink("--paper"), "text-background-opacity": 1 } },
      { selector: "edge.not-plain", style: { "line-style": "dashed", display: "none" } },
      { selector: "edge.on", style: { display: "element" } },
      { selector: "edge:selected", style: { "line-color": ink("--accent"), width: 4 } },
    ],
    layout: { name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true },
    wheelSensitivity: 0.2,
  });
  const show = (): void => {
    drawing.edges(".not-plain").toggleClass("on", others?.checked ?? false);
    drawing.nodes().forEach((node) => {
      const seen = node.connectedEdges().some((edge) => edge.style("display") !== "none");
      node.style("opacity", seen ? 1 : 0.25);
    });
  };
  others?.addEventListener("change", show);
  show();
  drawing.on("select", "edge", (event) => {
    const edge = shown.edges[Number(String(event.target.id()).slice(5))];
    const told = document.getElementById("picked");
    if (edge && told) told.textContent = `${edge.line.sentence}: “${edge.line.words}”${edge.line.voice ? `, says ${edge.line.voice}` : ""}`;
  });
}

listen([{ keys: "o", does: "show or hide what is not plain", run: () => others?.click() }]);
if (place?.dataset["from"]) {
  const answer = await fetch(place.dataset["from"]);
  draw((await answer.json()) as Shown, place);
}
