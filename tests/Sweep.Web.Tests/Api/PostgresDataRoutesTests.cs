namespace Sweep.Web.Tests.Api;

public sealed class PostgresDataRoutesTests(PostgresWeb web) : DataRoutesContract(web), IClassFixture<PostgresWeb>;
