namespace Sweep.Web.Tests.Api;

public sealed class PostgresTrialRoutesTests(PostgresWeb web) : TrialRoutesContract(web), IClassFixture<PostgresWeb>;
