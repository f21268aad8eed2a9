import { render } from "preact";

function App() {
  return <h1>Numbers</h1>;
}

const root = document.getElementById("portal");
if (root !== null) {
  render(<App />, root);
}
