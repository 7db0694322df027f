namespace Sweep.Web.Tests.Api;

public sealed class SqliteDataRoutesTests(SeededWeb web) : DataRoutesContract(web), IClassFixture<SeededWeb>;
