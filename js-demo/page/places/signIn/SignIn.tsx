import { useState } from "preact/hooks";

import type { Portal } from "../../../shared/portal.js";
import { type Failure, failureOf } from "../../data/failure.js";
import { signIn } from "../../data/signIn.js";
import { Button } from "../../ui/Button.js";
import { Card } from "../../ui/Card.js";
import { FailureBanner } from "../../ui/FailureBanner.js";
import { PageHead } from "../../ui/PageHead.js";
import { TextField } from "../../ui/TextField.js";

/** The way in: by name and password, or by a name alone where the portal asks for no more. */
export function SignIn({ portal }: { readonly portal: Portal }) {
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const enter = async (login: Parameters<typeof signIn>[0]): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await signIn(login);
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void enter({ user, password });
  };

  return (
    <div class="sign-in">
      <PageHead title="Sign in">{portal.name}</PageHead>
      <Card>
        <div class="stack">
          {failure !== null && <FailureBanner failure={failure} />}
          {portal.users.length > 0 ? (
            <div class="stack">
              <p class="muted">Nothing here costs money, so nobody needs a password. Who are you?</p>
              <div class="row">
                {portal.users.map((name) => (
                  <Button key={name} busy={isBusy} onClick={() => void enter({ user: name })}>
                    {name}
                  </Button>
                ))}
              </div>
            </div>
          ) : (
            <form class="stack" onSubmit={submit}>
              <TextField label="Name" autocomplete="username" required value={user} onInput={setUser} />
              <TextField
                label="Password"
                type="password"
                autocomplete="current-password"
                required
                value={password}
                onInput={setPassword}
              />
              <Button kind="primary" type="submit" busy={isBusy}>
                Sign in
              </Button>
            </form>
          )}
        </div>
      </Card>
    </div>
  );
}
