using Sweep.Client.Tests.Terminal;
using Sweep.Testing;

namespace Sweep.Client.Tests.ReadOnly;

/// <summary>Databases of PostgreSQL that may only be read: a hot standby, a role that may select, a role whose transactions are read-only.</summary>
public sealed class ReadOnlyPostgresTests(StandbyFixture servers) : IClassFixture<StandbyFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("standby")]
    [InlineData("analyst")]
    [InlineData("careful")]
    public async Task Commands_ThatOnlyRead_Work(string how)
    {
        foreach (var command in (string[][])
            [
                ["list"], ["status", "latest"], ["top", "latest"], ["watch", "latest"], ["silos"], ["db", "migrate"],
                ["report", "latest", "--output", _folder.File("report.html")],
            ])
        {
            var run = await RunAsync(how, command);
            Assert.Equal((string.Join(' ', command), 0), (string.Join(' ', command), run.ExitCode));
        }

        string[] export = ["export", "latest", "--what", "loss-points"];
        var exported = await RunAsync(how, export);
        Assert.Equal(1 + 3 * 50, exported.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal((await RunAsync("primary", export)).Output, exported.Output);
    }

    [Theory]
    [InlineData("standby", "is a standby")]
    [InlineData("analyst", "for analyst")]
    [InlineData("careful", "default_transaction_read_only is on")]
    public async Task Commands_ThatWrite_SayWhyTheyMayNot(string how, string why)
    {
        var spec = _folder.Write("spec.yaml", "{ name: other, parameters: { pattern: [circle], iterations: [50] } }");
        foreach (var command in (string[][])[["submit", spec, "--cluster"], ["run", spec]])
        {
            var run = await RunAsync(how, command);
            Assert.Equal(1, run.ExitCode);
            var line = Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
            Assert.Contains("the database is read-only", line, StringComparison.Ordinal);
            Assert.Contains(why, line, StringComparison.Ordinal);
        }
    }

    private Task<CliRun> RunAsync(string how, string[] command) => CliFixture.RunAsWrittenAsync([.. command, "--database", servers.Databases[how]]);
}
