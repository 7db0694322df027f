namespace Sweep.Web.Tests.Api;

public sealed class SqliteEventRouteTests(SeededWeb web) : EventRouteContract(web), IClassFixture<SeededWeb>;
