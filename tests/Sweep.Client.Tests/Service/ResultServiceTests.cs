using CsCheck;
using Sweep.Core.Sweeps;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Client.Tests.Service;

/// <summary>What pages and programs ask of the results of a sweep.</summary>
public sealed class ResultServiceTests : ResultBench
{
    [Fact]
    public async Task Trials_AllPages_AreEveryTrialOnceInOrder()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), All);
        string[] columns = ["number", "best_objective", "learning_rate", "pattern", "silo", "started_at"];
        await Gen.Select(Gen.Int[0, columns.Length - 1], Gen.Bool, Gen.Int[1, 70]).SampleAsync(
            async drawn =>
            {
                var query = new TrialQuery { OrderBy = columns[drawn.Item1], IsDescending = drawn.Item2, PageSize = drawn.Item3 };
                var whole = (await _service.TrialsAsync(sweep, query with { PageSize = 1000 }, _cancellation)).Require().Trials
                    .Select(trial => trial.Trial.Number);
                Assert.Equal(60, whole.Distinct().Count());
                Assert.Equal(whole, await WalkAsync(sweep, query));
            },
            iter: 30, threads: 1);
    }

    [Fact]
    public async Task Trials_Filtered_AreThoseThatMeetAll()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), All);
        var query = new TrialQuery
        {
            Filters = [new("pattern", TrialComparison.Equal, "diamond"), new("learning_rate", TrialComparison.AtLeast, "1e-2"), new("reached_at", TrialComparison.Equal, "")],
            OrderBy = "best_objective",
            PageSize = 7,
        };
        var expected = All[30..].Where(number => number % 30 >= 10).OrderByDescending(number => number * 37 % 60);
        Assert.Equal(expected, await WalkAsync(sweep, query));
    }

    [Fact]
    public async Task Trials_ManyThingsWrong_AreAllTold()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), []);
        var query = new TrialQuery
        {
            Filters =
            [
                new("learning_rte", TrialComparison.Equal, "1"), new("iterations", TrialComparison.Above, "many"), new("state", TrialComparison.Equal, "complete"),
                new("error", TrialComparison.Below, ""), new("diverged", TrialComparison.AtMost, "true"), new("started_at", TrialComparison.Above, "yesterday"),
                new("silo", TrialComparison.Equal, "a\0b"), new("best_loss", TrialComparison.Below, "NaN"), new("diverged", TrialComparison.Equal, "1"),
                new("parameters", TrialComparison.Equal, "{}"),
            ],
            OrderBy = "best_los",
            PageSize = 0,
        };
        var refusal = (await _service.TrialsAsync(sweep, query, _cancellation)).Refusal!;
        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(12, refusal.Problems.Count);
        Assert.StartsWith("filter: \"learning_rte\" is no column of trials, and no parameter of the sweep; did you mean learning_rate? there are number, ", refusal.Messages[0], StringComparison.Ordinal);
        Assert.Equal("filter iterations: \"many\" must be a whole number", refusal.Messages[1]);
        Assert.Equal("filter state: \"complete\" is no state of a finished trial; did you mean completed? there are completed, pruned, failed", refusal.Messages[2]);
        Assert.Equal("filter error: cannot be compared so: no value can only be equal or not", refusal.Messages[3]);
        Assert.Contains("did you mean best_loss?", refusal.Messages[10], StringComparison.Ordinal);
        Assert.Equal("page_size: 0 must be 1 to 1000", refusal.Messages[11]);
    }

    [Fact]
    public async Task Trials_TokenOfAnythingElse_IsRefused()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), All);
        var query = new TrialQuery { OrderBy = "silo", PageSize = 5 };
        var token = (await _service.TrialsAsync(sweep, query, _cancellation)).Require().NextPageToken!;
        Assert.Matches("^[A-Za-z0-9_-]+$", token);
        Assert.Null((await _service.TrialsAsync(sweep, query with { PageToken = token, PageSize = 9 }, _cancellation)).Refusal);
        var other = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec("other"), []);
        await AssertRefusedAsync(other, query with { PageToken = token });
        await AssertRefusedAsync(sweep, query with { PageToken = token, IsDescending = true });
        await AssertRefusedAsync(sweep, query with { PageToken = token, OrderBy = "number" });
        await AssertRefusedAsync(sweep, query with { PageToken = token, Filters = [new("silo", TrialComparison.Equal, "silo-1")] });
        await Gen.OneOf(Gen.String[0, 40], Gen.Select(Gen.Int[0, 15], Gen.Char.AlphaNumeric, (place, letter) => token[..place] + letter + token[(place + 1)..]))
            .Where(text => text != token)
            .SampleAsync(text => AssertRefusedAsync(sweep, query with { PageToken = text }), iter: 300, threads: 1);

        // What is behind the mark of the query is looked at too.
        await Gen.Byte.Array[0, 30].Select(bytes => token[..16] + System.Buffers.Text.Base64Url.EncodeToString(bytes)).SampleAsync(
            async text =>
            {
                var answer = await _service.TrialsAsync(sweep, query with { PageToken = text }, _cancellation);
                Assert.True(answer.Refusal is null or { Kind: RefusalKind.Invalid });
            },
            iter: 300, threads: 1);

        async Task AssertRefusedAsync(SweepRecord of, TrialQuery asked)
        {
            var refusal = (await _service.TrialsAsync(of, asked, _cancellation)).Refusal!;
            Assert.Equal((RefusalKind.Invalid, "page_token"), (refusal.Kind, Assert.Single(refusal.Problems).Place));
        }
    }

    [Fact]
    public async Task Trial_ByNumber_IsItsRowOrWhyThereIsNone()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), [3]);
        Assert.Equal(3, (await _service.TrialAsync(sweep, 3, _cancellation)).Require().Trial.Number);
        Assert.Equal(RefusalKind.NotFound, (await _service.TrialAsync(sweep, 4, _cancellation)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await _service.TrialAsync(sweep, 60, _cancellation)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await _service.TrialAsync(sweep, -1, _cancellation)).Refusal!.Kind);
    }

    [Fact]
    public async Task Curves_OfSomeTrials_AreThinnedByMetric()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), [3, 5]);
        var curves = await _service.CurvesAsync(sweep, [5, 3, 4], points: 10, _cancellation);
        Assert.Equal([(3, "accuracy"), (3, "loss"), (5, "accuracy"), (5, "loss")], curves.Select(curve => ((int)curve.Number, curve.Metric)));
        Assert.All(curves, curve => Assert.Equal((40, 0, 39), (curve.Recorded, curve.Steps[0], curve.Steps[^1])));
        Assert.All(curves, curve => Assert.InRange(curve.Steps.Count, 2, 10));
        Assert.Equal(FilledSweeps.Trial(sweep, 5).FinalLoss!.Value, curves[3].Values[^1], 6);
        await Assert.ThrowsAsync<ArgumentException>(() => _service.CurvesAsync(sweep, [.. Enumerable.Range(0, 1001).Select(k => (long)k)], 10, _cancellation));
    }

    [Fact]
    public async Task Table_OfARunningSweep_IsReadAnewOnceThereIsMoreAndTimeHasPassed()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), All[..20]);
        var first = await _service.TableAsync(sweep, _cancellation);
        Assert.Equal((20, 0), (first.Count, first.LeftOut));
        Assert.Equal(["pattern", "learning_rate", "iterations", "samples", "hidden"], first.Parameters);
        for (var k = 0; k < first.Count; k++)
        {
            var trial = FilledSweeps.Trial(sweep, first.Numbers[k]);
            Assert.Equal(
                (trial.Trial.Point, trial.State, trial.BestObjective, -1, 40, 0.25, trial.FinishedAt, trial.Silo),
                (first.Points[k], first.States[k], first.BestObjectives[k], first.ReachedAt[k], first.TrainedIterations[k], first.TrainSeconds[k],
                    first.FinishedAt[k], first.Silos[k]));
        }

        await FilledSweeps.CommitAsync(_store, sweep, All[20..30]);
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = await _service.TableAsync(sweep, _cancellation);
        Assert.Equal(30, second.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(second, await _service.TableAsync(sweep, _cancellation));
    }

    [Fact]
    public async Task Table_ByManyAtOnce_IsReadByOne()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), All);
        await _store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, _cancellation);
        sweep = (await _store.FindSweepAsync(sweep.Id, _cancellation))!;
        var tables = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _service.TableAsync(sweep, _cancellation)));
        Assert.Single(tables.Distinct(ReferenceEqualityComparer.Instance));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Same(tables[0], await _service.TableAsync(sweep, _cancellation));
    }

    private async Task<List<long>> WalkAsync(SweepRecord sweep, TrialQuery query)
    {
        List<long> read = [];
        while (true)
        {
            var page = (await _service.TrialsAsync(sweep, query, _cancellation)).Require();
            read.AddRange(page.Trials.Select(trial => trial.Trial.Number));
            if (page.NextPageToken is not { } next)
                return read;
            query = query with { PageToken = next };
        }
    }
}
