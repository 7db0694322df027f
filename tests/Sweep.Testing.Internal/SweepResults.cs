using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;

namespace Sweep.Testing;

/// <summary>What a sweep left in its store, without what differs between any two runs (times, attempts, places).</summary>
public static class SweepResults
{
    /// <summary>
    /// A line a trial, everything that training decides, to the bit, with a hash of its curve; a line a verdict of a pruner; and a line a proposal.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(string database, Guid sweep)
    {
        await using var store = SweepStores.Open(database, TimeProvider.System);
        var curves = new Dictionary<long, string>();
        await foreach (var curve in store.ReadCurvesAsync(sweep, null, CancellationToken.None))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(MemoryMarshal.AsBytes<float>(curve.Loss));
            hash.AppendData(MemoryMarshal.AsBytes<float>(curve.Accuracy));
            curves[curve.Number] = $"{curve.Every} {curve.LastIteration} {curve.Loss.Length} {Convert.ToHexStringLower(hash.GetHashAndReset())}";
        }

        var lines = new List<string>();
        await foreach (var t in store.ReadTrialsAsync(sweep, CancellationToken.None))
        {
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{t.Trial.Number} {Told(t.Trial.Point)} {t.Trial.Replicate} {t.Trial.DataSeed} {t.Trial.InitSeed} {t.Trial.Data} {t.Trial.Scale} {t.ContentKey} {t.State} {t.TrainedIterations} {Bits(t.FinalLoss)} {Bits(t.FinalAccuracy)} {Bits(t.BestLoss)} "
                + $"{t.ReachedAt} {t.ConvergedAt} {t.Error} {curves.GetValueOrDefault(t.Trial.Number, "no curve")}"));
        }

        foreach (var verdict in await store.ReadRungsAsync(sweep, number: null, CancellationToken.None))
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{verdict} {Bits(verdict.Value)} {Bits(verdict.Score)} {Bits(verdict.Cutoff)}"));
        var space = (await store.FindSweepAsync(sweep, CancellationToken.None))!.Space;
        foreach (var proposal in await store.ReadProposalsAsync(sweep, space, number: null, CancellationToken.None))
            lines.Add($"{proposal.Number} {space.ParametersOf(proposal.Number)} {proposal.SeenBelow}");
        return lines;
    }

    /// <summary>The one sweep of a database.</summary>
    public static async Task<SweepRecord> OnlySweepAsync(string database)
    {
        await using var store = SweepStores.Open(database, TimeProvider.System);
        var sweeps = await store.ListSweepsAsync(new SweepFilter(), CancellationToken.None);
        return sweeps.Count == 1 ? sweeps[0] : throw new InvalidOperationException($"{database} holds {sweeps.Count} sweeps, not 1");
    }

    /// <summary>Databases lay the members of an object out as they like.</summary>
    private static string Told(TrialPoint point) =>
        string.Join(", ", point.Names.Zip(point.Values, (name, value) => $"{name}={value}").Order(StringComparer.Ordinal));

    private static string Bits(double? value) => value is { } number ? BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture) : "null";
}
