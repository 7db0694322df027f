using Sweep.Testing;

namespace Sweep.Client.Tests.Terminal;

/// <summary>The real program with streams that are full or closed, with low limits, and on a terminal.</summary>
public sealed class StandardStreamTests : IDisposable
{
    private const string Spec = "name: streams\nparameters: { pattern: [circle], iterations: [200], samples: [50] }\nreplicates: 8\n";

    /// <summary>Minutes of training.</summary>
    private const string Endless = "name: endless\nparameters: { pattern: [circle], iterations: [10000000], samples: [500] }\n";

    private readonly TemporaryFolder _folder = new();

    public StandardStreamTests()
    {
        _folder.Write("spec.yaml", Spec);
        _folder.Write("endless.yaml", Endless);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2> /dev/full")]
    [InlineData("2>&-")]
    public async Task Run_WhereNoMessageCanBeTold_GoesOnWithout(string redirection)
    {
        var run = await ShellRun.RunAsync(_folder.Path, $"sweep run spec.yaml --json {redirection}; echo $?; sweep nonsense {redirection}; echo $?");
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("\"completed\":8", lines[0], StringComparison.Ordinal);
        Assert.Equal(["0", "2"], lines[1..]);
    }

    [Theory]
    [InlineData("> /dev/full", "No space left on device")]
    [InlineData(">&-", "standard output is closed")]
    public async Task Command_WhereTheResultCannotBeWritten_SaysSoAndFails(string redirection, string reason)
    {
        var run = await ShellRun.RunAsync(_folder.Path, $"""
            sweep run spec.yaml {redirection}; echo $? >&2
            for command in list "export latest" "list --json" --help --version; do sweep $command {redirection}; echo $? >&2; done
            """);
        Assert.Equal(6, run.Errors.Split('\n').Count(line => line == "1"));
        Assert.Equal(6, run.Errors.Split(reason).Length - 1);
    }

    [Theory]
    [InlineData("ulimit -n 64", "the limit of open files, 64, is too low: set at least 256, as with `ulimit -n 1024`\n")]
    [InlineData("ulimit -s 256", "the limit of the stack, in kilobytes 256, is too low: set at least 1024, as with `ulimit -s 8192`\n")]
    public async Task Command_UnderALimitThatIsTooLow_SaysWhichAndWhatToSet(string limit, string message)
    {
        var run = await ShellRun.RunAsync(_folder.Path, $"{limit}; sweep list");
        Assert.Equal((1, message), (run.ExitCode, run.Errors));
    }

    [Theory]
    [InlineData("INT", "sweep run - < pipe")]
    [InlineData("TERM", "sweep run pipe")]
    [InlineData("TERM", "sweep submit /dev/stdin < pipe")]
    public async Task Spec_FromAPipeThatNeverEnds_IsInterruptedAtOnce(string signal, string command)
    {
        // Opened for both, so that it has a writer who says nothing; the second names it to a program that waits for one.
        var writer = command.Contains('<', StringComparison.Ordinal) ? "exec 3<> pipe; " : "";
        var run = await ShellRun.RunAsync(_folder.Path, $$"""
            mkfifo pipe; {{writer}}
            export -f sweep
            env --default-signal=INT bash -c 'exec {{command.Replace("sweep", "dotnet \"$SWEEP\"", StringComparison.Ordinal)}}' &
            program=$!
            for look in $(seq 1200); do grep -qs '\.NET SigHandler' /proc/$program/task/*/comm && break; sleep 0.05; done
            sleep 0.5
            kill -{{signal}} $program; wait $program
            """);
        Assert.True(run.ExitCode == 130, $"{run.ExitCode}: {run.Errors}");
    }

    [Theory]
    [InlineData("QUIT", 131)]
    [InlineData("TERM", 130)]
    [InlineData("HUP", 130)]
    [InlineData("INT", 130)]
    public async Task Terminal_HoweverTheProgramEnds_IsLeftAsItWasFound(string signal, int code)
    {
        _folder.Write("inner.sh", $"""
            ulimit -c 0
            stty -a > before
            env --default-signal=INT,QUIT,HUP dotnet "$SWEEP" run endless.yaml &
            program=$!
            for look in $(seq 1200); do grep -qs '25l' seen && break; sleep 0.05; done
            kill -{signal} $program; wait $program
            echo $? > code
            stty -a > after
            """);
        var run = await ShellRun.RunAsync(_folder.Path, "TERM=xterm script -qfec 'bash inner.sh' seen > shown");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal($"{code}\n", await ReadAsync("code"));
        Assert.Equal(await ReadAsync("before"), await ReadAsync("after"));
        var seen = await ReadAsync("seen");
        Assert.True(seen.LastIndexOf("\e[?25h", StringComparison.Ordinal) > seen.LastIndexOf("\e[?25l", StringComparison.Ordinal), seen);
        Assert.DoesNotContain("\e[?1h", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[?1049h", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminal_ProgramStopped_HasItsCursorUntilItGoesOn()
    {
        _folder.Write("inner.sh", """
            until_state() { for look in $(seq 1200); do grep -q "^State:.$1" /proc/$program/status && break; sleep 0.05; done; }
            env --default-signal=INT dotnet "$SWEEP" run endless.yaml &
            program=$!
            for look in $(seq 1200); do grep -qs '25l' seen && break; sleep 0.05; done
            kill -TSTP $program; until_state T
            cp seen stopped
            kill -CONT $program; until_state '[SR]'
            for look in $(seq 1200); do [ $(grep -o '25l' seen | wc -l) -ge 2 ] && break; sleep 0.05; done
            cp seen resumed
            kill -INT $program; wait $program
            echo $? > code
            """);
        var run = await ShellRun.RunAsync(_folder.Path, "TERM=xterm script -qfec 'bash inner.sh' seen > shown");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("130\n", await ReadAsync("code"));
        var (stopped, resumed) = (await ReadAsync("stopped"), await ReadAsync("resumed"));
        Assert.True(stopped.LastIndexOf("\e[?25h", StringComparison.Ordinal) > stopped.LastIndexOf("\e[?25l", StringComparison.Ordinal), stopped);
        Assert.True(resumed.LastIndexOf("\e[?25l", StringComparison.Ordinal) > resumed.LastIndexOf("\e[?25h", StringComparison.Ordinal), resumed);
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(_folder.File(name), TestContext.Current.CancellationToken);
}
