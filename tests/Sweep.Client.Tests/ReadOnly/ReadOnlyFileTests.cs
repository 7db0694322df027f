using System.Runtime.Versioning;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Trials;
using Sweep.Testing;

namespace Sweep.Client.Tests.ReadOnly;

/// <summary>SQLite files that may only be read, in processes for which permissions hold.</summary>
[SupportedOSPlatform("linux")]
public sealed class ReadOnlyFileTests : IAsyncLifetime
{
    private const string Name = "sweep.db";
    private const UnixFileMode OnlyRead = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode OnlyEnter = OnlyRead | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly SweepSpec Spec = TestSweeps.Grid("tiny", [Pattern.Circle], [50], [50], replicates: 3);

    private readonly TemporaryFolder _folder = new();
    private string _data = "";
    private ISweepStore? _writer;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_data, Name);

    public async ValueTask InitializeAsync()
    {
        // The points of its name mean something in a URI.
        _data = Directory.CreateDirectory(_folder.File("50% of a?b #1")).FullName;
        _writer = SweepStores.Open(Database, TimeProvider.System);
        await _writer.MigrateAsync(Cancellation);
        var sweep = await TestSweeps.SubmitAsync(_writer, Spec);
        await _writer.CommitAsync([.. Enumerable.Range(0, 3).Select(number => FailedOf(sweep.Id, number))], [], Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var folder in Directory.GetDirectories(_folder.Path))
            File.SetUnixFileMode(folder, OnlyEnter | UnixFileMode.UserWrite);
        if (_writer is not null)
            await _writer.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("the file, nobody has it open")]
    [InlineData("the folder, nobody has it open")]
    [InlineData("all, nobody has it open")]
    [InlineData("all, a writer has it open")]
    [InlineData("all, a killed writer left its log")]
    [InlineData("all, a copy has the log without its index")]
    [InlineData("the log, a killed writer left its log")]
    public async Task Export_WhatMayNotBeWritten_HasEveryRowAndLeavesTheFilesAlone(string what)
    {
        await MakeAsync(what);
        var before = Files();
        using var export = SweepProcess.StartBound(_folder.Path, "export", "latest", "--database", Database);
        var outcome = await export.WaitAsync();
        Assert.Equal("", outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(1 + 3, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Export_MountedForReadingOnly_HasEveryRow()
    {
        await CloseAsync();
        using var export = SweepProcess.StartBeside(_data, _folder.Path, "export", "latest", "--database", Database);
        var outcome = await export.WaitAsync();
        Assert.Equal("", outcome.Errors);
        Assert.Equal(1 + 3, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        using var pause = SweepProcess.StartBeside(_data, _folder.Path, "pause", "latest", "--database", Database);
        await AssertRefusedAsync(pause, "it lies on a file system that is mounted read-only");
    }

    [Theory]
    [InlineData("list")]
    [InlineData("status", "latest")]
    [InlineData("top", "latest")]
    [InlineData("report", "latest", "--output", "report.html")]
    [InlineData("db", "migrate")]
    public async Task Command_ThatOnlyReads_WorksOnWhatMayNotBeWritten(params string[] arguments)
    {
        await MakeAsync("all, nobody has it open");
        using var command = SweepProcess.StartBound(_folder.Path, [.. arguments, "--database", Database]);
        var outcome = await command.WaitAsync();
        Assert.Equal((0, true), (outcome.ExitCode, outcome.Output.Length + outcome.Errors.Length > 0));
        Assert.Equal([Name], Files().Select(file => file.Name));
    }

    [Theory]
    [InlineData("the file, nobody has it open", "this user may not write the file: ")]
    [InlineData("the folder, nobody has it open", "this user may not write its folder ")]
    [InlineData("the log, a killed writer left its log", "this user may not write sweep.db-wal beside it")]
    public async Task Command_ThatWrites_SaysWhyItMayNot(string what, string why)
    {
        await MakeAsync(what);
        using var pause = SweepProcess.StartBound(_folder.Path, "pause", "latest", "--database", Database);
        await AssertRefusedAsync(pause, why);
        using var run = SweepProcess.StartBound(_folder.Path, "run", _folder.Write("spec.yaml", "{ name: other, parameters: { pattern: [circle] } }"), "--database", Database);
        await AssertRefusedAsync(run, why);
    }

    private static async Task AssertRefusedAsync(SweepProcess process, string why)
    {
        var outcome = await process.WaitAsync();
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"the database is read-only: {why}", outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd('\n').Split('\n'));
    }

    private static FinishedTrial FailedOf(Guid sweep, long number) =>
        FinishedTrial.GivenUp(sweep, TrainerSpec.Perceptron, new SearchSpace(Spec).TrialAt(number), attempts: 1, DateTimeOffset.UnixEpoch, "a test");

    private async Task MakeAsync(string what)
    {
        switch (what.Split(", ")[1])
        {
            case "nobody has it open":
                await CloseAsync();
                break;
            case "a killed writer left its log":
                CopyWith("-wal", "-shm");
                break;
            case "a copy has the log without its index":
                CopyWith("-wal");
                break;
        }

        var guarded = what.Split(", ")[0];
        foreach (var file in Directory.GetFiles(_data).Where(file => guarded == "all" || guarded == (file == Database ? "the file" : "the log")))
            File.SetUnixFileMode(file, OnlyRead);
        if (guarded is "all" or "the folder")
            File.SetUnixFileMode(_data, OnlyEnter);
    }

    /// <summary>What is on disk while the writer has it open is what a kill would leave.</summary>
    private void CopyWith(params string[] endings)
    {
        var copy = Directory.CreateDirectory(_folder.File("copy")).FullName;
        foreach (var ending in (string[])["", .. endings])
            File.Copy(Database + ending, Path.Combine(copy, Name + ending));
        Assert.True(new FileInfo(Path.Combine(copy, Name + "-wal")).Length > 0);
        _data = copy;
    }

    private async Task CloseAsync()
    {
        await _writer!.DisposeAsync();
        _writer = null;
    }

    private (string Name, long Length)[] Files() =>
        [.. new DirectoryInfo(_data).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Name, file.Length))];
}
