namespace Sweep.Web.Tests.Api;

public sealed class PostgresSubmitRouteTests(PostgresWeb web) : SubmitRouteContract(web), IClassFixture<PostgresWeb>;
