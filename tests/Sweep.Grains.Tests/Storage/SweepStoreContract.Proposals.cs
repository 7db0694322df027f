using Sweep.Core.Scheduling;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;
using Sweep.Storage.Faults;
using Sweep.Storage.Trials;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    // Of specs, what reads rows looks at objectives alone.
    private static readonly SweepSpec ByLoss = new("by loss", []);

    [Fact]
    public async Task Proposals_WrittenWithALease_AreReadAndLearntToTheBit()
    {
        var (id, epoch, space) = await SearchAsync();
        var chosen = Chosen(space);
        Assert.True(await Store.GrantLeasesAsync(
            [
                Samples.Lease(id, epoch, new NumberRange(0, 2)) with { Proposals = [chosen[0]] },
                Samples.Lease(id, epoch, new NumberRange(2, 6)) with { Proposals = [chosen[1], chosen[2]] },
            ],
            epoch, Cancellation));
        var again = new SearchSpace(space.Spec);
        var read = await Store.ReadProposalsAsync(id, again, null, Cancellation);
        Assert.Equal(chosen.Select(one => (one.Number, one.SeenBelow)), read.Select(one => (one.Number, one.SeenBelow)));
        Assert.Equal([0L, 2, 4], chosen.Select(one => one.Number));
        for (var number = 0; number < 6; number++)
            Assert.Equal(space.TrialAt(number), again.TrialAt(number));
        Assert.False(again.Knows(6));

        var alone = new SearchSpace(space.Spec);
        Assert.Equal(2, Assert.Single(await Store.ReadProposalsAsync(id, alone, 3, Cancellation)).Number);
        Assert.Equal((false, true), (alone.Knows(0), alone.Knows(2)));
        Assert.Empty(await Store.ReadProposalsAsync(id, alone, 8, Cancellation));
    }

    [Fact]
    public async Task Proposals_WrittenAgain_StayAsTheyWere()
    {
        var (id, epoch, space) = await SearchAsync();
        var chosen = Chosen(space);
        await Store.GrantLeasesAsync([Samples.Lease(id, epoch, new NumberRange(0, 2)) with { Proposals = [chosen[0]] }], epoch, Cancellation);
        var other = chosen[0] with { Parameters = chosen[1].Parameters };
        Assert.True(await Store.GrantLeasesAsync(
            [Samples.Lease(id, epoch, new NumberRange(0, 4)) with { Proposals = [other, chosen[1], chosen[1]] }], epoch, Cancellation));
        var again = new SearchSpace(space.Spec);
        Assert.Equal(2, (await Store.ReadProposalsAsync(id, again, null, Cancellation)).Count);
        Assert.Equal(space.TrialAt(0), again.TrialAt(0));
    }

    [Fact]
    public async Task Proposals_OfAnOwnerWhoseEpochIsLostOrOfAPausedSweep_AreNotWritten()
    {
        var (id, epoch, space) = await SearchAsync();
        var lease = Samples.Lease(id, epoch, new NumberRange(0, 2)) with { Proposals = [Chosen(space)[0]] };
        Assert.False(await Store.GrantLeasesAsync([lease], epoch - 1, Cancellation));
        await Store.ChangeStateAsync(id, SweepState.Paused, null, Cancellation);
        Assert.False(await Store.GrantLeasesAsync([lease], epoch, Cancellation));
        Assert.Empty(await Store.ReadProposalsAsync(id, space, null, Cancellation));
    }

    [Fact]
    public async Task Proposals_ThatAreNoPointOfTheSpace_AreReportedAsDamage()
    {
        var (id, epoch, space) = await SearchAsync();
        var wrong = new Proposal(0, """{"x":"red","n":3}""", 0);
        await Store.GrantLeasesAsync([Samples.Lease(id, epoch, new NumberRange(0, 2)) with { Proposals = [wrong] }], epoch, Cancellation);
        var damage = await Assert.ThrowsAsync<StoreException>(() => Store.ReadProposalsAsync(id, space, null, Cancellation));
        Assert.True(damage.IsDamage);
        Assert.Contains("is no point of the sweep's space", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchOutcomes_OfARange_AreThoseThatHaveARow()
    {
        var (id, _) = await OwnAsync();
        var trained = Samples.Completed(id, 3);
        await CommitAsync(Samples.Failed(id, 1), trained, Samples.Completed(id, 5));
        Assert.Equal(
            [
                new SearchOutcome(1, TrialState.Failed, [double.NaN], 0),
                new SearchOutcome(3, TrialState.Completed, [trained.FinalObjective!.Value], trained.TrainedIterations),
            ],
            await Store.ReadSearchOutcomesAsync(id, ByLoss, new NumberRange(0, 5), Cancellation));
        Assert.Empty(await Store.ReadSearchOutcomesAsync(id, ByLoss, default, Cancellation));
    }

    [Fact]
    public async Task SearchOutcomes_SeveralObjectives_HaveTheLastValueOfEachThatIsReported()
    {
        var (id, _, space) = await SearchAsync();
        var spec = space.Spec with
        {
            Sampler = SamplerDeclarations.Find("nsga_ii")!.Preset(),
            Objectives = [new("loss", Goal.Minimize), new("n", Goal.Minimize), new("cost", Goal.Minimize), new("accuracy", Goal.Maximize), new("gain", Goal.Maximize)],
        };
        FinishedTrial Of(long number, params MetricCurve[] metrics) => Samples.Completed(id, number) with
        {
            Curve = null,
            FinalObjective = 0.5,
            FinalAccuracy = 0.75,
            Metrics = [new MetricCurve("loss", [1, 2], [1, 0.5]), .. metrics],
        };
        await CommitAsync(
            Of(0, new MetricCurve("cost", [1, 2], [1e-310, 0.1 + 0.2]), new MetricCurve("gain", [1], [double.NegativeInfinity])),
            Of(1, new MetricCurve("cost", [1, 2], [3, double.NaN]), new MetricCurve("other", [1], [7])),
            Samples.Failed(id, 2));

        var read = await Store.ReadSearchOutcomesAsync(id, spec, new NumberRange(0, 3), Cancellation);
        Assert.Equal([0.5, 0.1 + 0.2, 0.75, double.NegativeInfinity], read[0].Objectives);
        Assert.Equal([0.5, double.NaN, 0.75, double.NaN], read[1].Objectives);
        Assert.All(read[2].Objectives, value => Assert.True(double.IsNaN(value)));
        var briefs = await Store.ReadBriefsAsync(id, spec, new NumberRange(0, 100), 1, Cancellation).SelectMany(page => page).ToListAsync(Cancellation);
        Assert.Equal([0.1 + 0.2, 0.75, double.NegativeInfinity], briefs[0].Further);
        Assert.Equal([double.NaN, 0.75, double.NaN], briefs[1].Further);
    }

    private static List<Proposal> Chosen(SearchSpace space)
    {
        space.Proposed!.Learn(0, [0.1 + 0.2, 3]);
        space.Proposed!.Learn(1, [1e-310, 1]);
        space.Proposed!.Learn(2, [1.0, 64]);
        return [.. Enumerable.Range(0, 3).Select(point => new Proposal(point * 2, space.ParametersOf(point * 2), point))];
    }

    private async Task<(Guid Id, long Epoch, SearchSpace Space)> SearchAsync()
    {
        var spec = new SweepSpec(
            "search",
            [
                Parameter.Of("x", new ParameterRange(ParameterKind.Real, 0, 1)), Parameter.Of("n", new ParameterRange(ParameterKind.Whole, 1, 64)),
            ],
            Replicates: 2, Reuse: ReuseScope.None)
        {
            Trainer = new TrainerSpec("forest"),
            Sampler = SamplerDeclarations.Find("tpe")!.Preset(),
        };
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        var owned = await Store.TryAcquireAsync(sweep.Id, "owner-a", TimeSpan.FromSeconds(30), null, Cancellation);
        return (sweep.Id, owned.Sweep!.Epoch, new SearchSpace(spec));
    }
}
