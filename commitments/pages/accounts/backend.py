"""Who a session belongs to: the account with its department, asked for once a request."""

from django.contrib.auth.backends import ModelBackend

from ...models import User, prepared


class AccountBackend(ModelBackend):
    """Signs in as Django does; what nearly every page asks of an account comes along with it."""

    def get_user(self, user_id):
        """Return the account of that key with its department, or None where there is none that may sign in.

        Whose role was taken for a new one to be granted is signed out until then.
        """
        user = prepared.one(account_with_department, account=int(user_id))
        return user if user and user.role and self.user_can_authenticate(user) else None


def account_with_department(*, account):
    return User.objects.filter(pk=account).select_related("department")
