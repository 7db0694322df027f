using Sweep.Core.Specs;

namespace Sweep.Benchmarks.Scale;

/// <summary>A cluster on a virtual clock: the deciders are the real ones, all else is a wait.</summary>
internal static class ClusterSimulation
{
    public static ScaleFigures Run(ScaleSettings settings)
    {
        var (time, counts) = (new VirtualTime(), new ScaleCounts());
        SimulatedSilo[] silos = [.. Enumerable.Range(0, settings.Silos).Select(number => new SimulatedSilo(number, time, settings, counts))];
        var byKey = silos.ToDictionary(silo => silo.Key);
        SimulatedOwner[] owners = [.. settings.Weights.Select(weight =>
        {
            var space = new SearchSpace(WaitingSweep.Spec("scale", settings.TrialSeconds, settings.Trials) with { Weight = weight });
            var owner = new SimulatedOwner(Guid.NewGuid(), space, time, settings, counts, key => byKey[key].DiedAt);
            foreach (var silo in silos)
                silo.Join(owner, space);
            return owner;
        })];
        for (var death = 0; death < settings.Deaths; death++)
            time.After(settings.Seconds / 2 * (death + 1) / (settings.Deaths + 1), silos[death].Die);
        Dictionary<Guid, double>? leased = null;
        Dictionary<Guid, double>? ended = null;
        time.Run(TimeSpan.FromSeconds(settings.Seconds * 20 + 600), () =>
        {
            if (leased is null && owners.Any(owner => owner.IsAllLeased))
                leased = new Dictionary<Guid, double>(counts.BySweep);
            if (ended is null && owners.Any(owner => owner.IsOver))
                ended = new Dictionary<Guid, double>(counts.BySweep);
            return owners.All(owner => owner.IsOver);
        });
        Array.ForEach(silos, silo => silo.Dispose());
        return new ScaleFigures(
            settings, counts, time.Now.TotalSeconds, owners.All(owner => owner.IsOver), Unfairness(leased ?? []), Unfairness(ended ?? []));

        // How far one is from the part that its weight gives it, at most.
        double Unfairness(Dictionary<Guid, double> shares) => owners.Zip(settings.Weights).Max(pair => Math.Abs(
            shares.GetValueOrDefault(pair.First.Sweep) / Math.Max(1e-9, shares.Values.Sum()) / (pair.Second / settings.Weights.Sum()) - 1));
    }
}
