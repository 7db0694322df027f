using System.Text;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Training;
using Sweep.Service.Answers;
using Sweep.Storage;

namespace Sweep.Service.Sweeps;

/// <summary>A spec that may be submitted.</summary>
public sealed class ValidSpec
{
    private readonly string _canonical;

    private ValidSpec(SweepSpec spec, string text)
    {
        (Spec, Text) = (spec, text);
        _canonical = CanonicalSpec.ToJson(spec);
        Hash = CanonicalSpec.Hash(_canonical);
    }

    public SweepSpec Spec { get; }

    /// <summary>As it was sent.</summary>
    public string Text { get; }

    /// <summary>Of its canonical form.</summary>
    public string Hash { get; }

    /// <summary>Reads YAML or JSON in UTF-8; a refusal has every error, with its place in the text.</summary>
    public static Answer<ValidSpec> Read(ReadOnlySpan<byte> utf8)
    {
        var read = SpecReader.Read(utf8);
        return read.Spec is { } spec ? new ValidSpec(spec, Encoding.UTF8.GetString(utf8)) : new Refusal(RefusalKind.Invalid, [.. read.Errors]);
    }

    internal NewSweep ToSweep(string? key) => new(
        Guid.CreateVersion7(), Spec.Name, Text, _canonical, Hash, key, Numerics.Version, new SearchSpace(Spec).PlannedTrials);
}
