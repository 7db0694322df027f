using CsCheck;
using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Sweeps;

public sealed class FairShareTests
{
    [Fact]
    public void Next_AllReady_ServesByWeightToWithinOneItemEach() =>
        Gen.Select(Gen.Double[0.1, 10].Array[1, 5], Gen.Double[0.01, 3].Array[1, 20]).Sample((weights, lengths) =>
        {
            var shares = new FairShare();
            Guid[] ids = [.. weights.Select(_ => Guid.NewGuid())];
            var service = new Dictionary<Guid, double>();
            foreach (var (id, weight) in ids.Zip(weights))
            {
                shares.Join(id, weight);
                shares.SetReady(id, true);
                service[id] = 0;
            }

            for (var k = 0; k < 2_000; k++)
            {
                var next = shares.Next!.Value;
                shares.Charge(next, lengths[k % lengths.Length]);
                service[next] += lengths[k % lengths.Length];
            }

            var passes = ids.Zip(weights).Select(m => service[m.First] / m.Second).ToArray();
            Assert.True(passes.Max() - passes.Min() <= lengths.Max() / weights.Min() + 1e-6, $"{string.Join(' ', passes)}");
        });

    [Fact]
    public void SetReady_AfterIdling_GivesNoCredit()
    {
        var (busy, idle) = (Guid.NewGuid(), Guid.NewGuid());
        var shares = new FairShare();
        shares.Join(busy, 1);
        shares.Join(idle, 1);
        shares.SetReady(busy, true);
        for (var k = 0; k < 100; k++)
            shares.Charge(shares.Next!.Value, 1);
        shares.SetReady(idle, true);
        var turns = 0;
        for (var k = 0; k < 10; k++)
        {
            turns += shares.Next == idle ? 1 : 0;
            shares.Charge(shares.Next!.Value, 1);
        }

        Assert.InRange(turns, 5, 6);
    }

    [Fact]
    public void Next_NobodyReady_IsNull()
    {
        var shares = new FairShare();
        shares.Join(Guid.NewGuid(), 2);
        Assert.Null(shares.Next);
        Assert.Equal(1, shares.PortionOf(Guid.NewGuid()));
    }

    [Fact]
    public void Charge_EstimateTakenBack_RestoresTheTurn()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        var shares = new FairShare();
        foreach (var id in new[] { one, two })
        {
            shares.Join(id, 1);
            shares.SetReady(id, true);
        }

        var first = shares.Next!.Value;
        shares.Charge(first, 5);
        Assert.NotEqual(first, shares.Next);
        shares.Charge(first == one ? two : one, 1);
        shares.Charge(first, -4.5);
        Assert.Equal(first, shares.Next);
    }
}
