namespace Sweep.Web.Tests.Api;

public sealed class SqliteSweepRoutesTests(SeededWeb web) : SweepRoutesContract(web), IClassFixture<SeededWeb>;
