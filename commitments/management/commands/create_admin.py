"""Create the first system administrator and the first security administrator."""

import getpass
import secrets
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...choices import Role
from ...clock import now
from ...models import User
from ...workflow.accounts import administration
from ...workflow.refusals import Incomplete, Refused

EXISTS = gettext_lazy("There is an administrator already; ask them for further accounts.")


class Command(BaseCommand):
    help = "Create one system and one security administrator, who then keep accounts and grant roles."

    def add_arguments(self, parser):
        names = {"system": "who keeps accounts: a user name", "security": "who grants roles: a user name"}
        for duty, words in names.items():
            name = f"{duty}-admin"
            parser.add_argument(f"--{duty}", default=name, metavar="NAME", help=f"{words}; default: {name}")
        parser.add_argument("--generate", action="store_true", help="print strong initial passwords once")

    def handle(self, *args, system, security, generate, **options):
        if system.casefold() == security.casefold():
            raise CommandError(_("The two duties exclude one another: name two accounts."))
        if User.objects.filter(role__in=Role.of_administration()).exists():
            raise CommandError(EXISTS)
        if not generate and not sys.stdin.isatty():
            raise CommandError(_("Passwords are asked for at a terminal; without one use --generate."))
        people = [self.person(system, Role.SYSTEM_ADMIN), self.person(security, Role.SECURITY_ADMIN)]
        passwords = [secrets.token_urlsafe(18) if generate else self.asked(user) for user in people]
        for user, password in zip(people, passwords, strict=True):
            user.set_password(password)
            user.first_password_at = now() if generate else None
        self.save(people)
        for user, password in zip(people, passwords, strict=True):
            self.stdout.write(f"{user.name}  {user.username}" + (f"  {password}" if generate else ""))
        if generate:
            self.stdout.write(_("These passwords are shown this once; each is to be changed at the first sign-in."))

    def person(self, username: str, role: Role) -> User:
        """Return an unsaved account named after its duty; CommandError when the user name is not allowed."""
        user = User(username=username, name=str(role.label))
        try:
            user.clean_fields(exclude=["password"])
        except ValidationError as error:
            raise CommandError(f"{username}: {' '.join(error.messages)}") from None
        return user

    def asked(self, user: User) -> str:
        """Return a password typed twice without echo; ask again until it is good enough."""
        while True:
            first = getpass.getpass(_("Password for %(name)s:") % {"name": user.username} + " ")
            if first != getpass.getpass(_("Once more:") + " "):
                self.stderr.write(_("The two differ; try again."))
                continue
            try:
                validate_password(first, user)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
                continue
            return first

    def save(self, people: list[User]) -> None:
        try:
            administration.create_administrators(*people, at=now())
        except Refused:
            raise CommandError(EXISTS) from None
        except Incomplete:
            raise CommandError(_("One of these user names is taken already.")) from None
