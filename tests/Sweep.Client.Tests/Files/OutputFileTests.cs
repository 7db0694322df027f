using System.Diagnostics;
using Sweep.Client.Files;
using Sweep.Client.Tests.Terminal;
using Sweep.Grains.Silos;

namespace Sweep.Client.Tests.Files;

/// <summary>What <c>--output</c> names: never destroyed, always written as it is meant.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class OutputFileTests : IAsyncLifetime
{
    private const string Spec = "name: out\nparameters: { pattern: [circle], iterations: [20], samples: [10] }\nreplicates: 3\n";
    private const int Lines = 4;

    private readonly CliFixture _cli = new();

    public async ValueTask InitializeAsync() => Assert.Equal(0, (await _cli.RunAsync("run", _cli.Write("spec.yaml", Spec))).ExitCode);

    public ValueTask DisposeAsync()
    {
        _cli.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("test.db")]
    [InlineData("test.db-wal")]
    [InlineData("test.db-shm")]
    [InlineData("test.db-journal")]
    [InlineData("hard.db")]
    [InlineData("link.db")]
    [InlineData("other.db")]
    [InlineData("other.db-wal")]
    [InlineData("hidden.csv")]
    [InlineData("spec.yaml")]
    [InlineData("spec-link.csv")]
    public async Task Output_OfADatabaseOrASpec_IsRefusedAndNothingChanges(string name)
    {
        Link("test.db", "hard.db");
        File.CreateSymbolicLink(_cli.PathOf("link.db"), _cli.Database);
        File.Copy(_cli.Database, _cli.PathOf("other.db"));
        File.Copy(_cli.Database, _cli.PathOf("hidden.csv"));
        File.CreateSymbolicLink(_cli.PathOf("spec-link.csv"), "spec.yaml");
        var before = Contents();
        foreach (var command in (string[][])[["report", "latest"], ["export", "latest", "--format", "csv"]])
        {
            var run = await _cli.RunAsync([.. command, "--output", _cli.PathOf(name)]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("never written over", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task Plot_WhereADatabaseLies_IsRefused()
    {
        Directory.CreateDirectory(_cli.PathOf("plots"));
        File.Copy(_cli.Database, _cli.PathOf("plots/loss.png"));
        var run = await CliFixture.RunAsWrittenAsync(["train", "--pattern", "circle", "--iterations", "5", "--samples", "10", "--plot", _cli.PathOf("plots")]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(["loss.png"], Directory.GetFiles(_cli.PathOf("plots")).Select(Path.GetFileName));
        Assert.Equal(await File.ReadAllBytesAsync(_cli.Database, Cancellation), await File.ReadAllBytesAsync(_cli.PathOf("plots/loss.png"), Cancellation));
    }

    [Fact]
    public async Task Output_ThroughALink_ReplacesWhatItLeadsTo()
    {
        Directory.CreateDirectory(_cli.PathOf("there"));
        _cli.Write("there/old.csv", new string('x', 100_000));
        File.CreateSymbolicLink(_cli.PathOf("link.csv"), "there/old.csv");
        File.CreateSymbolicLink(_cli.PathOf("dangling.csv"), "there/new.csv");
        await ExportAsync("link.csv");
        await ExportAsync("dangling.csv");
        Assert.Equal(Lines, File.ReadAllLines(_cli.PathOf("there/old.csv")).Length);
        Assert.Equal(Lines, File.ReadAllLines(_cli.PathOf("there/new.csv")).Length);
        Assert.Equal("there/old.csv", new FileInfo(_cli.PathOf("link.csv")).LinkTarget);
    }

    [Fact]
    public async Task Output_OverAFile_KeepsItsModeAndWhatIsAttachedToIt()
    {
        var path = _cli.Write("kept.csv", "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        var mode = File.GetUnixFileMode(path);
        var attaches = LibC.TrySetAttribute(path, "user.sweep", [1, 2]);
        var before = LibC.Stat(path, follow: true)!.Value;
        await ExportAsync("kept.csv");
        Assert.Equal(mode, File.GetUnixFileMode(path));
        Assert.Equal((before.User, before.Group), (LibC.Stat(path, follow: true)!.Value.User, LibC.Stat(path, follow: true)!.Value.Group));
        Assert.Equal(attaches ? [1, 2] : null, LibC.Attribute(path, "user.sweep"));
        Assert.Equal(Lines, File.ReadAllLines(path).Length);
    }

    [Fact]
    public async Task Output_OfAFileWithTwoNames_IsTheSameUnderBoth()
    {
        _cli.Write("one.csv", new string('x', 100_000));
        Link("one.csv", "two.csv");
        await ExportAsync("one.csv");
        Assert.Equal(Lines, File.ReadAllLines(_cli.PathOf("two.csv")).Length);
    }

    [Theory]
    [InlineData(217)]
    [InlineData(255)]
    public async Task Output_OfALongName_IsWritten(int length)
    {
        var name = new string('n', length - 4) + ".csv";
        await ExportAsync(name);
        Assert.Equal(Lines, File.ReadAllLines(_cli.PathOf(name)).Length);
    }

    [Fact]
    public async Task Output_IntoANamedPipe_IsReadThereAndThePipeStays()
    {
        var run = await ShellRun.RunAsync(Folder, """
            mkfifo pipe.csv
            cat pipe.csv > read.csv &
            sweep export latest --database test.db --output pipe.csv && wait && test -p pipe.csv && cat read.csv
            """);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(Lines, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    /// <summary>A device node of the test's own, made within a file system of its own, since the machine's may forbid them.</summary>
    [Fact]
    public async Task Output_IntoADevice_LeavesTheDevice()
    {
        var run = await ShellRun.RunWithMountsAsync(Folder, """
            mkdir dev && mount -t tmpfs none dev || exit 1
            mknod dev/null c 1 3 2> errors || { mkfifo dev/null && cat dev/null > read & } || exit 1
            sweep export latest --database test.db --output dev/null --format csv; code=$?
            test ! -f dev/null && exit $code
            """);
        Assert.True(run.ExitCode == 0, run.Errors);
    }

    [Fact]
    public async Task Output_ToADescriptor_GoesOnWhereItStands()
    {
        var run = await ShellRun.RunAsync(Folder, """
            echo before > a.csv
            sweep export latest --database test.db --format csv --output /dev/stdout >> a.csv || exit 1
            { echo first; sweep export latest --database test.db --format csv --output /dev/fd/3 3>&1 || exit 1; echo last; } > b.csv
            head -n 1 a.csv; wc -l < a.csv; head -n 1 b.csv; wc -l < b.csv; tail -n 1 b.csv
            """);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(["before", $"{Lines + 1}", "first", $"{Lines + 2}", "last"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Export_AppendedToItsDatabase_IsRefused()
    {
        var before = Contents();
        var run = await ShellRun.RunAsync(Folder, "sweep export latest --database test.db >> test.db");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("never written over", run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task Output_WhereTheFileCannotBeExchanged_IsWrittenInPlace()
    {
        var run = await ShellRun.RunWithMountsAsync(Folder, """
            mkdir shut && touch shut/in.csv source.csv mounted.csv && seq 100000 > shut/in.csv && seq 100000 > source.csv
            mount --bind source.csv mounted.csv || exit 1
            mount --bind shut shut && mount -o remount,bind,ro shut || exit 1
            touch inner.csv && seq 100000 > inner.csv && mount --bind inner.csv shut/in.csv || exit 1
            sweep export latest --database test.db --output mounted.csv || exit 1
            sweep export latest --database test.db --output shut/in.csv || exit 1
            wc -l < source.csv; wc -l < inner.csv
            """);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal([$"{Lines}", $"{Lines}"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Output_OntoAFullDisk_LeavesWhatWasThere()
    {
        var run = await ShellRun.RunWithMountsAsync(Folder, """
            mkdir small && mount -t tmpfs -o size=64k none small || exit 1
            echo old > small/a.csv && ln small/a.csv small/b.csv && echo old > small/data.png && echo old > small/loss.png
            head -c 56k /dev/zero > small/filler 2> errors
            sweep report latest --database test.db --output small/c.html; echo $?
            sweep report latest --database test.db --output small/a.csv; echo $?
            sweep train --pattern circle --iterations 5 --plot small > trained; echo $?
            cat small/a.csv small/data.png small/loss.png; ls -A small
            """);
        Assert.Equal(["1", "1", "1", "old", "old", "old", "a.csv", "b.csv", "data.png", "filler", "loss.png"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(3, run.Errors.Split("No space left on device").Length - 1);
    }

    /// <summary>A killed export leaves the part that it wrote; the next one to the same folder tells whose writer lives.</summary>
    [Fact]
    public async Task Output_PartsOfOthers_AreRemovedWhereNobodyWritesThemAnyMore()
    {
        var mine = PartFiles.NewName();
        var me = ProcessIdentity.Current;
        var dead = mine.Replace($"+{me.Process}+", "+999999999+", StringComparison.Ordinal);
        var foreign = mine.Replace($".sweep-{me.Machine}+", ".sweep-elsewhere+", StringComparison.Ordinal);
        var old = foreign.Replace(".part", "0.part", StringComparison.Ordinal);
        string[] names = [mine, dead, foreign, old, ".sweep-x.part.txt"];
        Assert.Equal(names.Length, names.Distinct().Count());
        foreach (var name in names)
            _cli.Write(name, "half");
        File.SetLastWriteTimeUtc(_cli.PathOf(old), DateTime.UtcNow.AddDays(-2));
        await ExportAsync("a.csv");
        Assert.Equal(
            names.Where(name => name != dead && name != old).Order(StringComparer.Ordinal),
            _cli.Files.Where(name => name.StartsWith(".sweep-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => Path.GetDirectoryName(_cli.Database)!;

    private Dictionary<string, string> Contents() =>
        _cli.Files.ToDictionary(name => name, name => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_cli.PathOf(name)))));

    private async Task ExportAsync(string name)
    {
        var run = await _cli.RunAsync("export", "latest", "--output", _cli.PathOf(name));
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private void Link(string from, string to)
    {
        using var process = Process.Start("ln", [_cli.PathOf(from), _cli.PathOf(to)]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
