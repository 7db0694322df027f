using Sweep.Benchmarks.Load;

namespace Sweep.Benchmarks.Queries;

/// <summary>
/// How long the questions about one big sweep take; the verb <c>queries</c>. With <c>--alone</c> each question goes in turn to a database with that sweep
/// alone and to one with copies of it, so that other work on the machine meets both.
/// </summary>
internal static class QueryBenchmark
{
    private const string Usage = "queries --database DATABASE [--replicates 200] [--points 500] [--lengths 1] [--repeats 40] [--alone DATABASE --copies 99]";

    public static async Task<int> RunAsync(string[] args)
    {
        int Number(string name, int otherwise) => Arguments.Count(args, name, otherwise);
        if (args.Length % 2 != 0 || Arguments.Option(args, "--database") is not { } database)
        {
            Console.Error.WriteLine($"--database: is missing; write {Usage}");
            return 2;
        }

        var repeats = Number("--repeats", 40);
        var made = new SyntheticSweep(Number("--replicates", 200), Number("--points", 500), Number("--lengths", 1));
        await using var sweep = await SweepQuestions.OpenAsync(database, made, Console.WriteLine);
        if (Arguments.Option(args, "--alone") is { } other)
        {
            if (sweep.Server is null)
            {
                Console.Error.WriteLine($"--alone: copies are made by a server: give --database and --alone two databases of a PostgreSQL; write {Usage}");
                return 2;
            }

            await SweepCopies.MakeAsync(sweep.Server, sweep.Sweep.Id, Number("--copies", 99), SweepCopies.Name, Console.WriteLine);
            await using var alone = await SweepQuestions.OpenAsync(other, made, Console.WriteLine);
            SweepQuestions[] both = [alone, sweep];
            await InTurn.CompareAsync(("alone", alone.All()), ("among", sweep.All()), repeats, (ask, which) => CountBlocksAsync(both[which], ask));
            return 0;
        }

        var id = sweep.Sweep.Id;
        Console.WriteLine(
            $"{sweep.Store.Description}: {made.Trials:N0} trials, {(await sweep.Store.TotalTrialsAsync(id, CancellationToken.None)).TrainedIterations:N0} points");
        Console.WriteLine($"{"ms",-36}{"first",8}{"p50",8}{"p95",8}");
        foreach (var (name, ask) in sweep.All())
            await MeasureAsync(name, repeats, ask);
        return 0;
    }

    /// <summary>Says how long the first call took, and what half and nineteen of twenty of the later ones did not exceed.</summary>
    public static async Task MeasureAsync(string name, int repeats, Func<Task> ask)
    {
        var times = new double[repeats + 1];
        for (var k = 0; k < times.Length; k++)
            times[k] = await InTurn.TimeAsync(ask);
        var later = times[1..];
        Array.Sort(later);
        Console.WriteLine($"{name,-36}{times[0],8:N1}{later[later.Length / 2],8:N1}{later[(int)Math.Ceiling(0.95 * later.Length) - 1],8:N1}");
    }

    private static async Task<long?> CountBlocksAsync(SweepQuestions asked, Func<Task> ask)
    {
        await asked.CountBlocksAsync();
        await ask();
        return await asked.CountBlocksAsync();
    }
}
