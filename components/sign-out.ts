/** Posts to `/sign-out` by a form: a real navigation forgets everything that the tab has cached of this person. */
export function signOut(): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/sign-out";
  document.body.append(form);
  form.requestSubmit();
}
