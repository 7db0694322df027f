namespace Sweep.Web.Tests.Api;

public sealed class SqliteTrialRoutesTests(SeededWeb web) : TrialRoutesContract(web), IClassFixture<SeededWeb>;
