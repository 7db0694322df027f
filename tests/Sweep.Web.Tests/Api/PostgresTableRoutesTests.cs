namespace Sweep.Web.Tests.Api;

public sealed class PostgresTableRoutesTests(PostgresWeb web) : TableRoutesContract(web), IClassFixture<PostgresWeb>;
