using CsCheck;
using Sweep.Core.Curves;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Training;

public sealed class MemoryNeedTests
{
    private static readonly Gen<PerceptronPoint> GenPoint =
        from iterations in Gen.Int[1, TrainingLimits.RecordedPoints]
        from samples in Gen.Int[1, 1_000_000]
        from hidden in Gen.Int[1, TrainingLimits.Hidden]
        select new PerceptronPoint(Pattern.Circle, 0.001, iterations, samples, hidden);

    private static readonly Gen<CurveEncoding> GenEncoding = Gen.Bool.Select(texts => texts ? CurveEncoding.WholeTexts : CurveEncoding.Pieces);

    [Fact]
    public void Of_TenMillionPoints_CountsTheCurveOnceAndTheTextsTwice()
    {
        var point = new PerceptronPoint(Pattern.Circle, 0.001, 10_000_000, 1, 4);
        var pieces = MemoryNeed.Of(point, 1, CurveEncoding.Pieces, resumes: false);
        Assert.InRange(pieces.Total, 120_000_000, 125_000_000);
        var texts = MemoryNeed.Of(point, 1, CurveEncoding.WholeTexts, resumes: false);
        Assert.InRange(texts.Total, 400_000_000, 600_000_000);
        Assert.InRange(texts.Managed, 120_000_000, 125_000_000);
        Assert.InRange(MemoryNeed.Of(point, 1000, CurveEncoding.WholeTexts, resumes: false).Total, 100_000, 1_000_000);
    }

    [Fact]
    public void Of_TenMillionSamples_CountsTheDataTwice() =>
        Assert.InRange(
            MemoryNeed.Of(new PerceptronPoint(Pattern.Circle, 0.001, 10, 10_000_000, 4), 1, CurveEncoding.Pieces, resumes: false).Total,
            490_000_000, 500_000_000);

    [Fact]
    public void Of_MorePointsOrSamples_IsNeverLess() => Gen.Select(GenPoint, GenEncoding, Gen.Bool).Sample((point, encoding, resumes) =>
    {
        var need = MemoryNeed.Of(point, 1, encoding, resumes);
        var larger = MemoryNeed.Of(point with { Samples = point.Samples + 1000 }, 1, encoding, resumes);
        Assert.True(need.Managed > 0 && need.Native > 0 && larger.Managed >= need.Managed && larger.Native > need.Native);
        Assert.True(MemoryNeed.Of(point, 2, encoding, resumes).Total <= need.Total);
        Assert.True(MemoryNeed.Of(point, 1, encoding, resumes: true).Total >= need.Total);
    });

    [Fact]
    public void Of_TenThousandSamplesOfAThousandFeatures_CountsTheTableAndTheSums()
    {
        var point = new PerceptronPoint(default, 0.001, 10, 10_000, 256);
        var need = MemoryNeed.Of(point, 1, CurveEncoding.Pieces, resumes: false, new DataReference("", 20_000, 1024));
        Assert.InRange(need.Managed, 485_000_000, 500_000_000); // while the table is read
        Assert.InRange(need.Native, 105_000_000, 115_000_000);
    }

    [Fact]
    public void Of_MoreFeatures_IsNeverLess() => Gen.Select(GenPoint, Gen.Int[1, 1023], GenEncoding, Gen.Bool).Sample((point, features, encoding, resumes) =>
    {
        if (features == 2)
            features = 3; // two have kernels of their own, with other buffers
        var need = MemoryNeed.Of(point, 1, encoding, resumes, new DataReference("", 10, features));
        var larger = MemoryNeed.Of(point, 1, encoding, resumes, new DataReference("", 10, features + (features == 1 ? 2 : 1)));
        Assert.True(larger.Managed >= need.Managed && larger.Native >= need.Native);
        Assert.True(MemoryNeed.Of(point, 1, encoding, resumes, new DataReference("", 1000, features)).Managed >= need.Managed);
    });

    [Fact]
    public void MostOf_Spec_IsAtLeastThatOfEachRun() => Gen.Select(GenPoint.Array[1, 3], GenEncoding, Gen.Bool).Sample((points, encoding, resumes) =>
    {
        var spec = new SweepSpec(
            "memory",
            [
                PerceptronParameters.Patterns([Pattern.Circle]),
                PerceptronParameters.LearningRates([0.001]),
                PerceptronParameters.Counts(PerceptronParameters.Iterations, [.. points.Select(p => p.Iterations).Distinct()]),
                PerceptronParameters.Counts(PerceptronParameters.Samples, [.. points.Select(p => p.Samples).Distinct()]),
                PerceptronParameters.Counts(PerceptronParameters.Hidden, [.. points.Select(p => p.Hidden).Distinct()]),
            ]);
        var most = TrialModel.Perceptron.MostOf(spec, encoding);
        int[] iterations = [.. points.Select(point => point.Iterations).Distinct().Order()];
        foreach (var point in points.SelectMany(samples => points.Select(hidden => samples with { Hidden = hidden.Hidden })))
        {
            var need = MemoryNeed.OfRun([.. iterations.Select(longest => point with { Iterations = longest })], 1, encoding, resumes);
            Assert.True(new MemoryRoom(most.Managed, most.Total).Holds(need));
        }
    });

    [Fact]
    public void OfRun_AnyStops_IsThatOfTheLongestAndOfEachResultBeforeIt() =>
        Gen.Select(GenPoint.Array[1, 4], GenEncoding, Gen.Bool).Sample((points, encoding, resumes) =>
        {
            var need = MemoryNeed.Of(points[^1], 1, encoding, resumes);
            foreach (var point in points[..^1])
            {
                var prefix = MemoryNeed.OfPrefix(point, 1, encoding);
                Assert.True(MemoryNeed.Of(point, 1, encoding, resumes: false).Total > prefix.Total && prefix.Managed > 0);
                need += prefix;
            }

            Assert.Equal(need, MemoryNeed.OfRun(points, 1, encoding, resumes));
        });

    [Theory]
    [InlineData(768, 1024, 672, 768)]
    [InlineData(100, 100, 50, 50)]
    public void Room_OfLimits_LeavesTheSiloItsOwn(long heap, long process, long managed, long total) =>
        Assert.Equal(new MemoryRoom(managed << 20, total << 20), MemoryRoom.Of(heap << 20, process << 20));

    [Fact]
    public void Refusal_SaysTheNumbersAndWhatHelps()
    {
        var words = new MemoryRoom(100 << 20, 200 << 20).Refusal(new MemoryNeed(300 << 20, 50 << 20), 10_000_000, 500);
        Assert.Equal(
            "needs about 350 MiB of memory (10,000,000 recorded points, 500 samples), 300 MiB of it on the heap; no silo has more for trials than 200 MiB, 100 MiB of it on the heap: "
            + "record fewer points (record.every), take fewer samples, or give a silo more memory, then resume --retry-failed",
            words);
    }
}
