namespace Sweep.Web.Tests.Api;

public sealed class PostgresEventRouteTests(PostgresWeb web) : EventRouteContract(web), IClassFixture<PostgresWeb>;
