using Sweep.Client.Tests.Terminal;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Sweeps;

/// <summary>A file that a development build of before 0.1.0 has written.</summary>
public sealed class DevelopmentFileTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("list")]
    [InlineData("list", "--no-migrate")]
    [InlineData("export", "latest")]
    [InlineData("db", "migrate")]
    [InlineData("run", "SPEC")]
    public async Task Command_OnIt_SaysWhatToDoAndExitsWithTwo(params string[] args)
    {
        var spec = _cli.Write("spec.yaml", "{ name: one, parameters: { pattern: [circle] } }");
        await SqlRows.ReadAsync(
            _cli.Database,
            """
            CREATE TABLE "__EFMigrationsHistory" (
              "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsHistory" VALUES ('20261123212100_Initial', '10.0.15'), ('20261123235933_Runs', '10.0.15');
            CREATE TABLE sweeps (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL)
            """,
            TestContext.Current.CancellationToken);
        var run = await _cli.RunAsync([.. args.Select(arg => arg == "SPEC" ? spec : arg)]);
        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith(
            ": was written by a development build of Sweep before 0.1.0 (its schema has 20261123212100_Initial), which no release goes on with: "
            + "export its sweeps with that build, or name a new database\n",
            run.Error,
            StringComparison.Ordinal);
    }
}
