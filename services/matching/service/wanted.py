"""The doors by which staff look after wanted ads and what is reported (clause 50)."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query
from services.matching import actions, queries, schemas

Answer = dict[str, Any]


class Moderating:
    """Release, report and remove ads."""

    @command(schemas.ReleaseAd)
    def release_ad(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Show a wanted ad that waits."""
        return actions.release_ad(work, actor, **request)

    @command(schemas.RemoveAd)
    def remove_ad(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take an ad out of sight."""
        return actions.remove_ad(work, actor, **request)

    @command(schemas.ReportAd)
    def report_ad(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Tell staff what is wrong with an ad."""
        return actions.report_ad(work, actor, **request)

    @command(schemas.NameAd)
    def dismiss_reports(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say that there is nothing wrong with an ad."""
        return actions.dismiss_reports(work, actor, **request)

    @query(schemas.Page)
    def list_kept_ads(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List what waits for staff."""
        return queries.list_kept_ads(read, actor, **request)
