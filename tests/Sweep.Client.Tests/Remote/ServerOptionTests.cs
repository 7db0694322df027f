using System.Text.RegularExpressions;
using Sweep.Client.Tests.Terminal;
using Sweep.Testing;

namespace Sweep.Client.Tests.Remote;

public sealed partial class ServerOptionTests
{
    private const string Url = "http://127.0.0.1:1";

    [Theory]
    [InlineData("--server: cannot stand beside --database: the server has settled that; leave --database out, or --server", "list", "--database", "x.db")]
    [InlineData("--server: cannot stand beside --database and --cluster: the server has settled that; leave --database and --cluster out, or --server", "status", "latest", "--cluster", "--database", "x.db")]
    [InlineData("--server: cannot stand beside --no-migrate and --slots and --trainer-assembly: the server has settled that; leave --no-migrate and --slots and --trainer-assembly out, or --server", "run", "x.yaml", "--slots", "2", "--no-migrate", "--trainer-assembly", "x.dll")]
    [InlineData("--server: is not for `sweep db migrate`, which a server does not do; write --database DATABASE", "db", "migrate")]
    [InlineData("--server: is not for `sweep key add`, which a server does not do; write --database DATABASE: who has its keys has the server", "key", "add", "ann")]
    [InlineData("--server: is not for `sweep train`, which a server does not do; leave it out: this trains here, in this process", "train")]
    [InlineData("--server: is not for `sweep serve`, which a server does not do; leave it out: this is a server itself, over a database", "serve")]
    [InlineData("--all: is not for --server: servers tell of silos that seem alive; leave it out, or write --database DATABASE", "silos", "--all")]
    public async Task Server_WhereItCannotBe_IsOneErrorWithTheRemedy(string expected, params string[] args)
    {
        var run = await CliFixture.RunAsWrittenAsync([.. args, "--server", Url]);
        Assert.Equal((2, "", expected + "\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("silos")]
    [InlineData("status", "latest")]
    [InlineData("watch", "latest")]
    [InlineData("resume", "latest")]
    public async Task Server_WhereNoneIs_IsOneErrorWithItsAddress(params string[] args)
    {
        var run = await CliFixture.RunAsWrittenAsync([.. args, "--server", Url]);
        Assert.Equal(
            (2, "", $"--server: {Url} cannot be reached: Connection refused; check the address, and that `sweep serve` or sweep-silo runs there\n"),
            (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Key_ThatIsNone_IsNeitherSentNorShown()
    {
        var run = await CliFixture.RunAsWrittenAsync(["list", "--server", "host"], environment: new() { ["SWEEP_KEY"] = "S3cret" });
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "--server: host is no address of a server; write one such as http://127.0.0.1:8080 or https://sweep.example.org\n"
            + "SWEEP_KEY: is no key of a server; it looks like swp_ID_SECRET; `sweep key add NAME` on its database makes one\n",
            run.Error);
    }

    /// <summary>The programs as people start them: a server that asks for keys, and commands with none, with a lesser one, and with the one needed.</summary>
    [Fact]
    public async Task Run_ByAServerThatAsksForKeys_NeedsOneThatMayWrite()
    {
        using var folder = new TemporaryFolder();
        var spec = folder.File("spec.yaml");
        await File.WriteAllTextAsync(spec, "name: served\nparameters:\n  pattern: [circle]\n  iterations: [20]\n  samples: [30]\n", TestContext.Current.CancellationToken);
        async Task<string> KeyAsync(string scope) =>
            (await CliFixture.RunAsWrittenAsync(["key", "add", scope, "--scope", scope, "--database", folder.File("sweep.db")])).Output.Trim();
        var (read, write) = (await KeyAsync("read"), await KeyAsync("write"));
        using var server = SweepProcess.Start(folder.Path, "serve", "--url", "http://127.0.0.1:0", "--slots", "1", "--require-key");
        await server.SaysAsync("Ctrl-C ends it");
        var url = Where().Match(server.Said).Value;
        Task<CliRun> RunAsync(string? key) => CliFixture.RunAsWrittenAsync(
            ["run", spec, "--server", url], environment: key is null ? [] : new() { ["SWEEP_KEY"] = key });
        Assert.Equal((2, $"SWEEP_KEY: is not set, and {url} asks for a key; `sweep key add NAME` on its database makes one\n"), Of(await RunAsync(null)));
        Assert.Equal(
            (2, $"SWEEP_KEY: is a key that does not allow this at {url}; it takes one of scope write: `sweep key add NAME --scope write` on its database makes one\n"),
            Of(await RunAsync(read)));
        using var run = SweepProcess.StartWith(new Dictionary<string, string> { ["SWEEP_KEY"] = write }, folder.Path, "run", spec, "--server", url);
        var end = await run.WaitAsync();
        Assert.Equal(0, end.ExitCode);
        Assert.StartsWith("served completed: 1 completed in ", end.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  sweep top ", end.Output, StringComparison.Ordinal);
        server.Interrupt();
        Assert.Equal(130, (await server.WaitAsync()).ExitCode);

        static (int, string) Of(CliRun run) => (run.ExitCode, run.Error);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Where();
}
