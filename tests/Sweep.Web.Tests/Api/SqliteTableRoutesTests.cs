namespace Sweep.Web.Tests.Api;

public sealed class SqliteTableRoutesTests(SeededWeb web) : TableRoutesContract(web), IClassFixture<SeededWeb>;
