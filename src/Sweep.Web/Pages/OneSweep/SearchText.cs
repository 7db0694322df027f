using Sweep.Core.Pruners;
using Sweep.Core.Specs;

namespace Sweep.Web.Pages.OneSweep;

/// <summary>How a sweep searches, in a few words.</summary>
internal static class SearchText
{
    /// <summary>"grid"; "sobol, seed 3, trials 64".</summary>
    public static string OfSampler(SamplerSpec sampler) =>
        string.Join(", ", sampler.Options.Select(option => $"{option.Key} {option.Value}").Prepend(sampler.Kind));

    /// <summary>"asha, from 30 steps, factor 3, cohorts of 27".</summary>
    public static string OfPruner(PrunerSpec pruner)
    {
        var cohort = pruner.Kind is PrunerKind.Asha or PrunerKind.Median ? FormattableString.Invariant($", cohorts of {pruner.Cohort:N0}") : "";
        return FormattableString.Invariant($"{pruner.Kind.ToName()}, from {pruner.Min:N0} steps, factor {pruner.Factor}{cohort}");
    }
}
