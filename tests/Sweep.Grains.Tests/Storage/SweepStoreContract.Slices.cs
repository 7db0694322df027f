using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Spaces;
using Sweep.Core.Trials;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    /// <summary>Fields of every kind, as the database has them and as rows that were read do.</summary>
    private static readonly (TrialField Field, Func<TrialRecord, object?> Value)[] Fields =
    [
        (TrialField.Number, row => row.Trial.Number),
        (new("state", TrialFieldKind.Text), row => row.State.ToName()),
        (new("error", TrialFieldKind.Text), row => row.Error),
        (new("best_objective", TrialFieldKind.Real), row => row.BestObjective),
        (new("final_loss", TrialFieldKind.Real), row => row.FinalLoss is double.NaN ? null : row.FinalLoss),
        (new("learning_rate", TrialFieldKind.Real), row => row.Trial.Point.Names.Contains("hidden") ? row.Trial.Point["learning_rate"].Real : null),
        (new("reached_at", TrialFieldKind.Whole), row => (long?)row.ReachedAt),
        (new("diverged", TrialFieldKind.Truth), row => row.Diverged),
        (new("started_at", TrialFieldKind.Time), row => row.StartedAt),
        (new("layer.units", TrialFieldKind.Whole, IsParameter: true), row => row.Trial.Point.Find("layer.units")?.Whole),
        (new("rate", TrialFieldKind.Real, IsParameter: true), row => row.Trial.Point.Find("rate") is { } rate
            ? rate.Kind == ParameterKind.Whole ? rate.Whole : rate.Real
            : null),
        (new("kind", TrialFieldKind.Text, IsParameter: true), row => row.Trial.Point.Find("kind")?.Text),
        (new("flag", TrialFieldKind.Truth, IsParameter: true), row => row.Trial.Point.Find("flag")?.Truth),
    ];

    [Fact]
    public async Task ReadSlice_AllPagesOfAnySelection_AreTheRowsThatLinqGives()
    {
        var id = (await SubmitAsync(1_000)).Id;
        var random = new Random(3);
        await CommitAsync([.. Enumerable.Range(0, 70).Select(k => Varied(id, k * 3, random))]);
        await CommitAsync(Samples.Completed(id, 1_000), Samples.Completed((await SubmitAsync()).Id, 1));
        var all = (await ReadTrialsAsync(id)).Where(row => row.Trial.Number < 1_000).ToList();
        var conditions = Gen.Select(Gen.Int[0, Fields.Length - 1], Gen.Enum<TrialComparison>(), Gen.Int[0, all.Count - 1]).Array[0, 2];
        await Gen.Select(Gen.Int[0, Fields.Length - 1], Gen.Bool, Gen.Int[1, 80], conditions).SampleAsync(
            async drawn =>
            {
                var (field, isDescending, limit, chosen) = drawn;
                List<TrialCondition> wanted = [.. chosen.Select(one => Condition(Fields[one.Item1], one.Item2, all[one.Item3])).OfType<TrialCondition>()];
                var order = Fields[field];
                List<long> read = [];
                TrialPlace? place = null;
                do
                {
                    var slice = await Store.ReadSliceAsync(id, 1_000, new TrialSelection(wanted, order.Field, isDescending, limit, place), Cancellation);
                    Assert.True(slice.Trials.Count <= limit && (slice.Next is null || slice.Trials.Count == limit));
                    read.AddRange(slice.Trials.Select(row => row.Trial.Number));
                    place = slice.Next;
                }
                while (place is not null);

                var expected = all.Where(row => wanted.All(condition => Holds(condition, row)));
                var sorted = isDescending
                    ? expected.OrderBy(row => order.Value(row) is null).ThenByDescending(order.Value, Values).ThenBy(row => row.Trial.Number)
                    : expected.OrderBy(row => order.Value(row) is null).ThenBy(order.Value, Values).ThenBy(row => row.Trial.Number);
                Assert.Equal(sorted.Select(row => row.Trial.Number), read);
            },
            iter: 150, threads: 1);
    }

    [Fact]
    public async Task ReadSlice_LongTexts_AreInOrderByTheirBeginning()
    {
        var id = (await SubmitAsync()).Id;
        var same = new string('x', TrialSelection.SortedCharacters);
        await CommitAsync(
            Samples.Failed(id, 0, same + "b"), Samples.Failed(id, 1, same + "a"), Samples.Failed(id, 2, "a"), Samples.Failed(id, 3, same[1..]));
        List<long> read = [];
        TrialPlace? place = null;
        do
        {
            var slice = await Store.ReadSliceAsync(id, 10, new TrialSelection([], new("error", TrialFieldKind.Text), false, 1, place), Cancellation);
            read.AddRange(slice.Trials.Select(row => row.Trial.Number));
            place = slice.Next;
            Assert.True(place is null || ((string)place.Value!).Length <= TrialSelection.SortedCharacters);
        }
        while (place is not null);

        Assert.Equal([2, 3, 0, 1], read);
    }

    [Fact]
    public async Task ReadSlice_TextsThatLookLikeSql_AreValues()
    {
        var id = (await SubmitAsync()).Id;
        const string Hostile = "'; DROP TABLE trials; -- \" \\ %_";
        await CommitAsync(Samples.Failed(id, 0, Hostile), Samples.Failed(id, 1));
        var error = new TrialField("error", TrialFieldKind.Text);
        var slice = await Store.ReadSliceAsync(
            id, 10, new TrialSelection([new(error, TrialComparison.Equal, Hostile)], error, false, 5, new TrialPlace("'", 0)), Cancellation);
        Assert.Equal([0], slice.Trials.Select(row => row.Trial.Number));
        Assert.Equal(2, (await ReadTrialsAsync(id)).Count);
    }

    [Fact]
    public async Task FindTrial_RowOrNone_IsThatOfTheNumber()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Completed(id, 1), Samples.Failed(id, 2));
        foreach (var row in await ReadTrialsAsync(id))
            Assert.Equal(row, await Store.FindTrialAsync(id, row.Trial.Number, Cancellation));
        Assert.Null(await Store.FindTrialAsync(id, 0, Cancellation));
        Assert.Null(await Store.FindTrialAsync(Guid.NewGuid(), 1, Cancellation));
    }

    [Fact]
    public async Task ReadBriefs_Rows_AreThoseOfThePlanInOrder()
    {
        var id = (await SubmitAsync(60)).Id;
        var random = new Random(5);
        await CommitAsync([.. Enumerable.Range(0, 30).Select(k => Varied(id, k * 2, random)), Samples.Completed(id, 60)]);
        var rows = (await ReadTrialsAsync(id)).Where(row => row.Trial.Number < 60);
        var briefs = await Store.ReadBriefsAsync(id, ByLoss, new NumberRange(0, 60), 1, Cancellation).SelectMany(page => page).ToListAsync(Cancellation);
        Assert.Equal(
            rows.Select(row => new TrialBrief(
                row.Trial.Number, row.Trial.Point, row.State, row.Origin, row.FinalObjective ?? double.NaN, row.BestObjective ?? double.NaN,
                row.ReachedAt ?? -1,
                row.TrainedIterations, row.TrainSeconds, row.StartedAt, row.FinishedAt, row.Silo, row.Slot)),
            briefs);
        Assert.Equal(30, await Store.CountTrialsAsync(id, 60, Cancellation));
    }

    [Fact]
    public async Task ReadBriefs_OfAShare_AreTheSameSpreadEachTime()
    {
        var id = (await SubmitAsync(4_000)).Id;
        await CommitAsync([.. Enumerable.Range(0, 4_000).Select(number => Samples.Failed(id, number))]);
        var some = await NumbersAsync(0.25);
        Assert.InRange(some.Count, 800, 1_200);
        Assert.Equal(some, await NumbersAsync(0.25));

        // Whatever digit of a grid has one of ten values, each of them is there.
        foreach (var digit in new[] { 1, 10, 100 })
            Assert.All(some.GroupBy(number => number / digit % 10), group => Assert.InRange(group.Count(), 40, 160));

        async Task<List<long>> NumbersAsync(double share) =>
            await Store.ReadBriefsAsync(id, ByLoss, new NumberRange(0, 4_000), share, Cancellation)
                .SelectMany(page => page).Select(brief => brief.Number).ToListAsync(Cancellation);
    }

    [Fact]
    public async Task SumTrials_ManySweeps_AreTheTotalsOfEach()
    {
        List<Guid> ids = [];
        var random = new Random(8);
        for (var k = 0; k < 3; k++)
        {
            var id = (await SubmitAsync(200)).Id;
            ids.Add(id);
            await CommitAsync([.. Enumerable.Range(0, 20 * k).Select(number => Varied(id, number, random) with { Origin = (TrialOrigin)(number % 3) })]);
        }

        await CommitAsync(Samples.Completed(ids[2], 777), Samples.Completed(ids[2], 778));
        var sums = await Store.SumTrialsAsync(ids, Cancellation);
        Assert.Equal(ids[1..].Order(), sums.Keys.Order());
        foreach (var id in ids[1..])
        {
            var (expected, found) = (await Store.TotalTrialsAsync(id, Cancellation), sums[id]);
            Assert.Equal(expected.TrainSeconds, found.Totals.TrainSeconds, 9);
            Assert.Equal(expected, found.Totals with { TrainSeconds = expected.TrainSeconds });
            var best = (await ReadTrialsAsync(id)).Where(row => row.Trial.Number < 200).Select(row => row.BestObjective).OfType<double>().ToList();
            Assert.Equal((best.Min(), best.Max()), (found.LeastObjective, found.GreatestObjective));
        }

        Assert.Empty(await Store.SumTrialsAsync([], Cancellation));
    }

    private static Comparer<object?> Values { get; } = Comparer<object?>.Create(
        (one, other) => one is string text ? string.CompareOrdinal(text, (string)other!) : Comparer<object>.Default.Compare(one!, other!));

    /// <summary>A row whose values are often those of others, or none.</summary>
    private static FinishedTrial Varied(Guid sweep, long number, Random random)
    {
        T Pick<T>(params T[] values) => values[random.Next(values.Length)];
        if (Pick(true, false, false))
            return Samples.Failed(sweep, number, Pick("lost", "lost", "Zu", "äh, ö", "a b")) with { StartedAt = Samples.Start.AddTicks(10 * random.Next(3)) };
        var point = Pick(true, false)
            ? new PerceptronPoint(Pattern.Circle, Pick(0.1, 1, 0.30000000000000004), 3, 100, 4).ToTrialPoint()
            : new TrialPoint(
                ["layer.units", "rate", "kind", "flag"],
                [Pick(1, 2, 9_007_199_254_740_993), Pick(ParameterValue.FromReal(0.5), ParameterValue.FromReal(2), 1e-9), Pick("relu", "tanh", "'"), Pick(true, false)]);
        return Samples.Completed(sweep, number) with
        {
            Trial = Samples.Definition(number) with { Point = point },
            State = Pick(TrialState.Completed, TrialState.Pruned),
            BestObjective = Pick<double?>(null, -1, 0.25, 0.125, 1e300),
            FinalLoss = Pick(double.NaN, 0.5, double.PositiveInfinity, 0.25),
            ReachedAt = Pick<int?>(null, 0, 1, 2),
            Diverged = Pick(true, false),
            StartedAt = Samples.Start.AddTicks(10 * random.Next(4)),
        };
    }

    /// <summary>Of numbers that are read those without a fraction are whole.</summary>
    private static double RealOf(ParameterValue value) => value.Kind == ParameterKind.Whole ? value.Whole : value.Real;

    private static TrialCondition? Condition((TrialField Field, Func<TrialRecord, object?> Value) field, TrialComparison comparison, TrialRecord row)
    {
        var value = field.Value(row);
        return value is null && comparison is not (TrialComparison.Equal or TrialComparison.NotEqual)
                ? null
                : new TrialCondition(field.Field, comparison, value);
    }

    private static bool Holds(TrialCondition condition, TrialRecord row)
    {
        var value = Fields.Single(field => field.Field == condition.Field).Value(row);
        if (condition.Value is null || value is null)
            return condition.Comparison == TrialComparison.Equal
                ? condition.Value is null && value is null
                : condition.Comparison == TrialComparison.NotEqual && (condition.Value is not null || value is not null);
        var order = Values.Compare(value, condition.Value);
        return condition.Comparison switch
        {
            TrialComparison.Equal => order == 0,
            TrialComparison.NotEqual => order != 0,
            TrialComparison.AtLeast => order >= 0,
            TrialComparison.AtMost => order <= 0,
            TrialComparison.Above => order > 0,
            _ => order < 0,
        };
    }
}
