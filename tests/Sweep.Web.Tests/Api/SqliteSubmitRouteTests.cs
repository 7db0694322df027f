namespace Sweep.Web.Tests.Api;

public sealed class SqliteSubmitRouteTests(SeededWeb web) : SubmitRouteContract(web), IClassFixture<SeededWeb>;
