/** The page: what it shows before it knows who is there, and its places after that. */

import { useEffect } from "preact/hooks";
import { Route, Router, Switch } from "wouter-preact";
import { useHashLocation } from "wouter-preact/use-hash-location";

import { portal, session } from "./data/session.js";
import { loadPortal, portalFailure } from "./data/signIn.js";
import { ready } from "./data/telwire.js";
import { PLACES } from "./places.js";
import { NotFound } from "./places/NotFound.js";
import { SignIn } from "./places/signIn/SignIn.js";
import { Shell } from "./shell/Shell.js";
import { Unreachable } from "./shell/Unreachable.js";
import { Waiting } from "./shell/Waiting.js";

/** The whole page. Routes are in the fragment, so that any static host serves it. */
export function App() {
  useEffect(() => {
    void loadPortal();
    // Whoever needs telwire meanwhile waits for the same, and says what is wrong.
    void ready().catch(() => undefined);
  }, []);
  if (portal.value === null) {
    return portalFailure.value === null ? <Waiting /> : <Unreachable failure={portalFailure.value} />;
  }
  return (
    <Router hook={useHashLocation}>
      <Shell portal={portal.value}>
        {session.value === null ? (
          <SignIn portal={portal.value} />
        ) : (
          // Another user sees nothing of the one before.
          <Switch key={session.value.token}>
            {PLACES.map(({ path, component }) => (
              <Route key={path} path={path} component={component} />
            ))}
            <Route component={NotFound} />
          </Switch>
        )}
      </Shell>
    </Router>
  );
}
