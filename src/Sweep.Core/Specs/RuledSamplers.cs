using Sweep.Core.Constraints;
using Sweep.Core.Samplers;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs;

/// <summary>
/// Samplers under conditions and constraints, of which the last few that were made are kept: a grid looks through up to a million points to be made, and
/// whoever reads a sweep's row makes its space.
/// </summary>
internal static class RuledSamplers
{
    private const int MostKept = 8;

    private static readonly Lock Gate = new();
    private static readonly LinkedList<(SweepSpec Key, IPointSampler Sampler)> Kept = new();

    /// <summary>The spec's sampler.</summary>
    /// <exception cref="RuleException">No point meets the constraints, or there are too many points to look at.</exception>
    public static IPointSampler Of(SweepSpec spec, Func<SamplerSpec, SpaceRules, IPointSampler> create)
    {
        // What else a spec says decides no point.
        var key = new SweepSpec("", spec.Parameters)
        {
            Sampler = spec.Sampler,
            Constraints = spec.Constraints,
            Trainer = new TrainerSpec("") { Resource = spec.Trainer.Resource },
        };
        lock (Gate)
        {
            for (var node = Kept.First; node is not null; node = node.Next)
            {
                if (!node.Value.Key.Equals(key))
                    continue;
                Kept.Remove(node);
                Kept.AddFirst(node);
                return node.Value.Sampler;
            }
        }

        var made = create(spec.Sampler, spec.Rules());
        lock (Gate)
        {
            Kept.AddFirst((key, made));
            if (Kept.Count > MostKept)
                Kept.RemoveLast();
        }

        return made;
    }
}
