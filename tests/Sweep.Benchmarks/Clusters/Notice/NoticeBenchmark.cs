using System.Diagnostics;
using System.Globalization;
using Sweep.Benchmarks.Load;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Benchmarks.Clusters.Notice;

/// <summary>How soon the trials of a silo that is killed, or hangs, run elsewhere; and how a silo drains.</summary>
internal static class NoticeBenchmark
{
    private const double KilledLimit = 5;
    private const double HungLimit = 15;
    private const double DrainLimit = 25;
    private const int LongTrials = 3;
    private const int MostTries = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What is younger than a second is begun again rather than saved.</summary>
    private static readonly TimeSpan WorthSaving = TimeSpan.FromSeconds(3);

    /// <summary>Fewer than the slots of two silos, and far from their end.</summary>
    private static readonly SweepSpec Long = Grid("long", iterations: 100_000_000, LongTrials);

    /// <summary>Of seconds: those in training are finished.</summary>
    private static readonly SweepSpec Middle = Grid("middle", iterations: 800_000, 16);

    private static readonly SweepSpec Short = Grid("short", iterations: 10_000, 800);

    private static readonly Dictionary<string, Func<PostgresServer, int, Task<IReadOnlyList<Bar>>>> Faults = new(StringComparer.Ordinal)
    {
        ["killed"] = async (server, rounds) => [await LossesAsync(server, "killed", silo => silo.Kill(), rounds, KilledLimit)],
        ["hung"] = async (server, rounds) => [await LossesAsync(server, "hung", silo => silo.Freeze(), rounds, HungLimit)],
        ["drained"] = async (server, rounds) =>
        [
            .. await DrainsAsync(server, "trials of milliseconds", Short, rounds),
            .. await DrainsAsync(server, "trials of seconds", Middle, rounds),
            .. await DrainsAsync(server, "trials of minutes", Long, rounds),
        ],
    };

    /// <param name="args">The number of rounds, 6 where not given; before it one of killed, hung and drained, else all of them.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        string[] chosen = args is [var name, ..] && Faults.ContainsKey(name) ? [name] : [.. Faults.Keys];
        var rounds = args is [.., var text] && !Faults.ContainsKey(text) ? int.Parse(text, CultureInfo.InvariantCulture) : 6;
        await using var server = await PostgresServer.StartDurableAsync(CancellationToken.None);
        Console.WriteLine($"on {server.Description}");
        var bars = new List<Bar>();
        foreach (var fault in chosen)
            bars.AddRange(await Faults[fault](server, rounds));
        foreach (var bar in bars)
            Console.WriteLine($"{bar.Verdict,-7} {bar.Figure}: {bar.MeasuredText} (bar for the worst {bar.LimitText})");
        return bars.All(bar => bar.IsMet) ? 0 : 1;
    }

    private static async Task<Bar> LossesAsync(PostgresServer server, string what, Action<SweepProcess> fault, int rounds, double limit)
    {
        var seconds = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var owner = round % 2 == 0;
            var loss = await LoseAsync(server, owner, fault);
            seconds.Add(loss.Running);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}, {(owner ? "owner of the sweep" : "not its owner")}: dead after {loss.Dead:F2} s, its trials leased elsewhere after {loss.Leased:F2} s, in training after {loss.Running:F2} s"));
        }

        return new Bar($"trials of a {what} silo in training elsewhere", Spread.Of(seconds), limit, IsLeast: false, "F2", " s") { OfWorst = true };
    }

    private static async Task<LossFigures> LoseAsync(PostgresServer server, bool owner, Action<SweepProcess> fault)
    {
        var (place, victim) = await StartedAsync(server, Long, owner);
        await using var _ = place;
        var held = await place.HeldByAsync(victim);
        double? dead = null;
        double? leased = null;
        double? running = null;
        var since = Stopwatch.GetTimestamp();
        fault(victim.Process);
        await Eventually.TrueAsync(
            async () =>
            {
                double Now() => Stopwatch.GetElapsedTime(since).TotalSeconds;
                dead ??= await place.IsDeadAsync(victim) ? Now() : null;
                leased ??= held.Except(Workplace.NumbersOf((await place.LeasesAsync()).Where(lease => !victim.Is(lease.Silo)))).Any() ? null : Now();
                running ??= leased is not null && await place.BusyWithoutAsync(victim) == LongTrials ? Now() : null;
                return dead is not null && running is not null;
            },
            "all trials are in training on the other silos",
            Patience);
        return new LossFigures(dead!.Value, leased!.Value, running!.Value);
    }

    private static async Task<IReadOnlyList<Bar>> DrainsAsync(PostgresServer server, string what, SweepSpec spec, int rounds)
    {
        var drains = new List<DrainFigures>();
        for (var round = 0; round < rounds; round++)
        {
            var drain = await DrainAsync(server, spec, owner: round % 2 == 0);
            drains.Add(drain);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"told to stop, {what}: {drain.Seconds:F2} s with {drain.Held} trials leased; {drain.Lost} attempts lost in the whole sweep"));
        }

        return
        [
            new Bar($"drained, {what}", Spread.Of(drains.Select(drain => drain.Seconds)), DrainLimit, IsLeast: false, "F2", " s") { OfWorst = true },
            new Bar($"attempts lost to drains, {what}", Spread.Of(drains.Select(drain => (double)drain.Lost)), 0, IsLeast: false, "F0", "") { OfWorst = true },
        ];
    }

    private static async Task<DrainFigures> DrainAsync(PostgresServer server, SweepSpec spec, bool owner)
    {
        var (place, silo) = await StartedAsync(server, spec, owner);
        await using var _ = place;
        if (spec == Long)
            await Task.Delay(WorthSaving);
        var held = await place.HeldByAsync(silo);
        var since = Stopwatch.GetTimestamp();
        silo.Process.Terminate();
        var outcome = await silo.Process.WaitAsync();
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        if (outcome.ExitCode != 0)
            throw new InvalidOperationException($"a silo that was told to stop ended with {outcome.ExitCode}:\n{outcome.Output}{outcome.Errors}");
        if (spec == Long)
        {
            await Eventually.TrueAsync(async () => await place.BusyWithoutAsync(silo) == LongTrials, "all trials are in training on the other silos", Patience);
            foreach (var number in held)
            {
                if (await place.Store.ReadCheckpointAsync(place.Sweep, number, CancellationToken.None) is null)
                    throw new InvalidOperationException($"trial {number} left no checkpoint");
            }
        }
        else
        {
            await TestSweeps.CompletedAsync(place.Store, place.Sweep);
        }

        // Of what is unfinished the store counts them; a row has the number of the attempt that succeeded.
        var losses = await place.Store.ReadLossesAsync(place.Sweep, CancellationToken.None);
        var repeated = await place.Store.ReadTrialsAsync(place.Sweep, CancellationToken.None).Select(trial => trial.Attempt - 1).SumAsync();
        return new DrainFigures(seconds, held.Length, losses.Values.Sum(loss => loss.Attempts) + repeated);
    }

    /// <summary>With two silos or more at work, one of which, the sweep's owner or another, is given back too.</summary>
    private static async Task<(Workplace Place, TestSilo Silo)> StartedAsync(PostgresServer server, SweepSpec spec, bool owner)
    {
        for (var tries = 1; ; tries++)
        {
            var place = await Workplace.StartAsync(server, spec);
            try
            {
                await Eventually.TrueAsync(
                    async () => (await place.LeasesAsync()).Select(lease => lease.Silo).Distinct().Count() > 1
                        && (spec != Long || await place.BusyWithoutAsync(null) == LongTrials),
                    "the sweep's trials are in training on two silos or more",
                    Patience);
                // The few long trials may all be on silos of the other kind.
                if (await place.HolderAsync(owner) is { } silo)
                    return (place, silo);
                if (tries >= MostTries)
                    throw new InvalidOperationException($"in {tries} clusters no silo of the kind that was looked for had work");
            }
            catch
            {
                await place.DisposeAsync();
                throw;
            }

            await place.DisposeAsync();
        }
    }

    private static SweepSpec Grid(string name, int iterations, int trials) =>
        TestSweeps.Grid(name, [Pattern.Circle], [iterations], [500], trials, recordEvery: 1000);
}
