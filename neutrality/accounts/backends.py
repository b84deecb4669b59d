"""What the technical administrator may touch: accounts, the register, calendar. No report, no case."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

# Apps whose models the administration offers. The rooms of cases are absent on purpose.
ADMINISTERED = frozenset({"accounts", "organization", "workdays", "outbox"})


class TechnicalAdministrator(BaseBackend):
    """Permissions by role on the day, without rows that go stale."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm.partition(".")[0] in ADMINISTERED and self._is_admin(user_obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return app_label in ADMINISTERED and self._is_admin(user_obj)

    def _is_admin(self, user: Any) -> bool:
        return bool(user.is_active and user.is_authenticated and user.has_role("admin"))
