using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Silo.Tests.Clusters;

/// <summary>Silos that train by commands, and are killed in the midst of it.</summary>
public sealed class CommandClusterTests(PostgresFixture postgres) : IDisposable
{
    private const string AllowsCommands = "--Sweep:AllowCommands=true";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Started => _folder.File("started.txt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sweep_OfTwoHundredTrialsThroughTenKills_HasEachRowOnceAndLeavesNoProcess()
    {
        const int Trials = 200;
        const int Kills = 10;
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        await cluster.Store.MigrateAsync(Cancellation);
        List<TestSilo> silos = [.. Enumerable.Range(0, 3).Select(_ => Start(cluster, AllowsCommands))];
        foreach (var silo in silos)
            await cluster.JoinedAsync(silo);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Spec($"command: [sh, {Script()}]", Trials));
        for (var kill = 1; kill <= Kills; kill++)
        {
            var due = Trials * kill / (Kills + 2);
            await Eventually.TrueAsync(
                async () => (await cluster.Store.TotalTrialsAsync(sweep.Id, Cancellation)).Rows >= due, $"{due} trials are stored", TimeSpan.FromMinutes(2));
            var place = kill % silos.Count;
            silos[place].Process.Kill();
            silos[place] = Start(cluster, AllowsCommands);
            await cluster.JoinedAsync(silos[place]);
        }

        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id);
        var trials = await cluster.Store.ReadTrialsAsync(sweep.Id, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(Enumerable.Range(0, Trials).Select(number => (long)number), trials.Select(trial => trial.Trial.Number));
        Assert.All(trials, trial => Assert.Equal((TrialState.Completed, 0.5), (trial.State, trial.BestObjective)));
        var ids = await File.ReadAllLinesAsync(Started, Cancellation);

        // A kill costs the trial on the slot, and those whose results waited for their commit.
        Assert.InRange(ids.Length, Trials, Trials + 5 * Kills);
        await Eventually.TrueAsync(() => !ids.Any(Runs), "no process of a trial is left");
    }

    [Fact]
    public async Task Sweep_OfACommandThatOneSiloAllows_IsTrainedThereAlone()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        await cluster.Store.MigrateAsync(Cancellation);
        var (closed, open) = (Start(cluster), Start(cluster, AllowsCommands));
        await cluster.JoinedAsync(closed);
        await cluster.JoinedAsync(open);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Spec($"command: [sh, {Script()}]", 6));
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id);
        var trials = await cluster.Store.ReadTrialsAsync(sweep.Id, Cancellation).ToListAsync(Cancellation);
        Assert.Equal([open.Name], trials.Select(trial => trial.Silo).Distinct());
    }

    [Fact]
    public async Task Sweep_OfATrainerThatTheOperatorNamed_IsTrainedByIt()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        await cluster.Store.MigrateAsync(Cancellation);
        var file = _folder.Write("sleeper.yaml", $"command: [sh, {Script()}]\n");
        var silo = Start(cluster, $"--Sweep:Trainers:sleeper:File={file}");
        await cluster.JoinedAsync(silo);
        var waits = await TestSweeps.SubmitAsync(cluster.Store, Spec($"command: [sh, {Script()}]", 1));
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Spec("name: sleeper", 3));
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id);
        Assert.Equal(3, (await cluster.Store.TotalTrialsAsync(sweep.Id, Cancellation)).Completed);
        var other = await cluster.Store.FindSweepAsync(waits.Id, Cancellation);
        Assert.Equal((SweepState.Running, null), (other!.State, other.Owner));
    }

    private static SweepSpec Spec(string trainer, int replicates)
    {
        var read = SpecReader.Read($"name: sleepers\nparameters: {{ depth: [1] }}\nreplicates: {replicates}\ntrainer: {{ {trainer} }}\n");
        Assert.Empty(read.Errors);
        return read.Spec!;
    }

    private static bool Runs(string process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private TestSilo Start(TestCluster cluster, params string[] settings) => cluster.Start([$"--Sweep:WorkDirectory={_folder.File("work")}", .. settings]);

    private string Script() => _folder.Write("train.sh", $"echo $$ >> {Started}\nsleep 0.3\necho '@sweep {{\"step\":1,\"loss\":0.5}}'\n");
}
