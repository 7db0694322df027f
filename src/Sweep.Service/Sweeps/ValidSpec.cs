using System.Collections.Immutable;
using System.Text;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Service.Answers;
using Sweep.Storage.DataSets;
using Sweep.Storage.Sweeps;

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

    /// <summary>As its name says, in JSON with ordered parameters.</summary>
    public string Canonical => _canonical;

    /// <summary>The scope of reuse that was asked for beside the text; null where it is as the text says.</summary>
    public ReuseScope? AskedReuse { get; private init; }

    /// <summary>The sweep that it extends; null where it extends none.</summary>
    internal Guid? Extends { get; private init; }

    /// <summary>The results that its search begins with; none too where somebody else has read it.</summary>
    private ImmutableArray<EarlierResult> History { get; init; } = [];

    /// <summary>The spec of a sweep that extends another; a refusal has all that is wrong with what is added.</summary>
    internal static async Task<Answer<ValidSpec>> ExtendAsync(
        SweepRecord sweep, SweepExtension extension, KnownTrainers known, Func<Task<IReadOnlyList<DataSetRecord>>> dataSets)
    {
        if (!sweep.State.IsFinal())
            return new Refusal(RefusalKind.NotAllowed, new Problem("", "", $"{sweep} is {sweep.State.ToName()}", "a sweep can be extended once it has ended: wait, or cancel it"));
        known = known.And(sweep.Spec.Trainer);
        if (sweep.Spec.Trainer.IsPerceptron)
            known = known.With((await dataSets()).Select(set => KeyValuePair.Create(set.Name, set.Reference)));
        var (read, text) = SpecExtender.Extend(sweep.SpecText, sweep.Spec, sweep.EndedBy, extension, known);
        return read.Spec is { } spec ? new ValidSpec(spec, text) { Extends = sweep.Id } : new Refusal(RefusalKind.Invalid, [.. read.Errors]);
    }

    /// <summary>Reads YAML or JSON in UTF-8; a refusal has every error, with its place in the text.</summary>
    /// <param name="utf8">The spec.</param>
    /// <param name="known">The trainers that it may name.</param>
    /// <param name="dataSets">Lists those of the database; asked only where a pattern is none of the five.</param>
    /// <param name="history">Reads the results that the spec says its search begins with; asked only where it names sweeps.</param>
    public static async Task<Answer<ValidSpec>> ReadAsync(
        ReadOnlyMemory<byte> utf8, KnownTrainers known, Func<Task<IReadOnlyList<DataSetRecord>>> dataSets,
        Func<SpecReadResult, Task<HistoryReading>> history)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(dataSets);
        ArgumentNullException.ThrowIfNull(history);
        var read = SpecReader.Read(utf8.Span, known);
        if (read.AsksForData)
        {
            var sets = await dataSets();
            read = SpecReader.Read(utf8.Span, known.With(sets.Select(set => KeyValuePair.Create(set.Name, set.Reference))));
        }

        var begun = read.History.IsEmpty ? new HistoryReading(null, []) : await history(read);
        if (read.Spec is not { } spec || begun.Errors.Count > 0)
            return new Refusal(RefusalKind.Invalid, [.. read.Errors.Concat(begun.Errors).OrderBy(error => error.Line ?? 0).ThenBy(error => error.Column ?? 0)]);
        return new ValidSpec(spec with { History = begun.History?.Spec }, Encoding.UTF8.GetString(utf8.Span)) { History = begun.History?.Results ?? [] };
    }

    /// <summary>The same with another scope of reuse than is written in it.</summary>
    public ValidSpec With(ReuseScope reuse) => new(Spec with { Reuse = reuse }, Text) { AskedReuse = reuse, History = History };

    /// <summary>The same with a command's directory as a full path: relative ones are from this folder, that of the spec's file.</summary>
    public ValidSpec From(string folder)
    {
        if (Spec.Trainer.Command is not { } command)
            return this;
        var placed = command with { Directory = Path.GetFullPath(command.Directory ?? ".", Path.GetFullPath(folder)) };
        return new(Spec with { Trainer = Spec.Trainer with { Command = placed } }, Text) { AskedReuse = AskedReuse, History = History };
    }

    /// <summary>A spec that somebody else has read: a server, which knows its own trainers and data sets.</summary>
    /// <exception cref="FormatException">The canonical form is none of this version.</exception>
    internal static ValidSpec Checked(string text, string canonical) => new(CanonicalSpec.FromJson(canonical), text);

    internal NewSweep ToSweep(string? key) => new(
        Guid.CreateVersion7(), Spec.Name, Text, _canonical, Hash, key, Numerics.Version, new SearchSpace(Spec).PlannedTrials)
    {
        Extends = Extends,
        History = History,
        Data = [.. Spec.Data.Values.Select(set => set.Hash).Distinct()],
    };
}
