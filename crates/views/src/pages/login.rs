//! The login: a form that works without scripts, and that password managers know as one.

use maud::{Markup, Render, html};

/// The form.
#[derive(Clone, Debug, Default)]
pub struct LoginForm {
    /// Where it is sent to.
    pub action: String,
    /// Where the login leads.
    pub back: String,
    /// The name that was given before.
    pub name: String,
    /// Why it is shown again; none at the first time.
    pub problem: Option<String>,
}

impl Render for LoginForm {
    fn render(&self) -> Markup {
        let is_invalid = self.problem.as_ref().map(|_| "true");
        let described_by = self.problem.as_ref().map(|_| "login-problem");
        // Who has given a name goes on with the password.
        let has_name = !self.name.is_empty();
        html! {
            form .panel.login method="post" action=(self.action) {
                @if let Some(problem) = &self.problem {
                    p #login-problem .login-problem role="alert" { (problem) }
                }
                input type="hidden" name="back" value=(self.back);
                label for="name" { "Name" }
                input #name .field name="name" value=(self.name) autocomplete="username" autocapitalize="none" spellcheck="false"
                    maxlength="64" required autofocus[!has_name] aria-invalid=[is_invalid] aria-describedby=[described_by];
                label for="password" { "Password" }
                input #password .field type="password" name="password" autocomplete="current-password"
                    maxlength="1024" required autofocus[has_name] aria-invalid=[is_invalid] aria-describedby=[described_by];
                button .btn { "Log in" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_escaped_and_the_password_never_repeated() {
        let form = LoginForm {
            action: "/sales/login".to_owned(),
            back: "/sales/\"><script>".to_owned(),
            name: "\"><script>".to_owned(),
            problem: Some("Name or password is wrong.".to_owned()),
        };
        let html = form.render().into_string();
        assert!(!html.contains("<script>"));
        let password = html.split("<input").find(|input| input.contains("type=\"password\"")).unwrap();
        assert!(!password.contains("value=") && password.contains("autocomplete=\"current-password\""));
        assert!(html.contains("role=\"alert\"") && html.contains("autocomplete=\"username\""));
    }
}
