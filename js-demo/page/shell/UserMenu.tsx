import { signIn, signOut } from "../data/signIn.js";
import { Button } from "../ui/Button.js";
import { toast } from "../ui/Toast.js";

interface UserMenuProps {
  readonly user: string;
  /** Whom one can be without a password. */
  readonly users: readonly string[];
}

/** Who is logged in, and the way out; where nobody needs a password, the way to be somebody else. */
export function UserMenu({ user, users }: UserMenuProps) {
  const said = (action: Promise<void>): void =>
    void action.catch((error: unknown) => toast(error instanceof Error ? error.message : String(error)));
  if (users.length > 0) {
    return (
      <label class="small shell-user">
        <span class="muted shell-user-label">User</span>
        <select class="input" value={user} onChange={(event) => said(signIn({ user: event.currentTarget.value }))}>
          {users.map((name) => (
            <option key={name} value={name} selected={name === user}>
              {name}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <div class="shell-user">
      <span class="small">{user}</span>
      <Button kind="quiet" size="small" onClick={() => said(signOut())}>
        Sign out
      </Button>
    </div>
  );
}
