using System.Collections.Immutable;
using Sweep.Core.Notifications;
using Sweep.Core.Texts;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads the section <c>notify</c>: an address, a receiver, or a list of those.</summary>
internal sealed class NotifyReader(SpecErrors errors)
{
    private const string Remedy = $"write {NotifyUrl.Example}";
    private const string Example = $"{{ url: {NotifyUrl.Example}, events: [completed, failed] }}";

    private readonly SpecValues _values = new(errors);

    /// <summary>Those that could be read; none where the spec has none.</summary>
    public ImmutableArray<NotifyTarget> Read(SpecNode? node)
    {
        if (node is null or SpecNode.Broken)
            return [];
        if (node is not SpecNode.List { Items: var items })
            return ReadTarget("notify", node) is { } only ? [only] : [];
        if (items.Count is 0 or > SpecLimits.Receivers)
        {
            errors.Add("notify", node, $"{items.Count} receivers", $"must be 1 to {SpecLimits.Receivers}", items.Count == 0 ? $"write {Example}, or leave it out" : "leave some out");
            return [];
        }

        var targets = ImmutableArray.CreateBuilder<NotifyTarget>();
        for (var k = 0; k < items.Count; k++)
        {
            if (ReadTarget($"notify[{k}]", items[k]) is not { } target)
                continue;
            if (targets.Any(other => other.Url == target.Url))
                errors.Add($"notify[{k}]", items[k], target.ToString(), "is given twice", "give all its events in one place");
            targets.Add(target);
        }

        return targets.ToImmutable();
    }

    private NotifyTarget? ReadTarget(string path, SpecNode node)
    {
        if (node is SpecNode.Scalar { IsNull: false })
            return ReadUrl(path, node) is { } plain ? new NotifyTarget(plain) : null;
        if (SpecSection.Read(path, node, SpecKeys.Notify, Example, errors) is not { } section)
            return null;
        if (section["url"] is null)
            errors.Add($"{path}.url", node, "", "is missing", Remedy);
        var url = section["url"] is { } written ? ReadUrl($"{path}.url", written) : null;
        var events = section["events"] is { } names ? ReadEvents($"{path}.events", names) : NotifyTarget.AllEvents;
        var secret = section["secret"] is { } name ? ReadSecret($"{path}.secret", name) : null;
        var after = section["after"] is { } time ? _values.Duration($"{path}.after", time) : null;
        if (after < NotifyTarget.LeastAfter)
            errors.Add($"{path}.after", section["after"]!, "must be at least 1s", "write a time such as 30m or 2h");
        else if (after is not null && !events.IsEmpty && !events.Contains(NotifyEvent.Stalled))
            errors.Add($"{path}.after", section["after"]!, "is the time after which a sweep is stalled, of which this receiver is not told", "add stalled to events, or leave it out");
        return url is null ? null : new NotifyTarget(url) { Events = events, Secret = secret, After = after };
    }

    private string? ReadUrl(string path, SpecNode node)
    {
        if (_values.Text(path, node, "an address", Remedy) is not { } url)
            return null;
        if (NotifyUrl.Refusal(url) is not { } refusal)
            return url;
        errors.Add(path, node, Secrets.Masked(node.Show()), refusal, Remedy);
        return null;
    }

    /// <summary>None where something is wrong with them.</summary>
    private ImmutableArray<NotifyEvent> ReadEvents(string path, SpecNode node)
    {
        var remedy = $"write a list of: {string.Join(", ", NotifyEvents.All)}";
        if (node is SpecNode.Broken)
            return [];
        if (node is not SpecNode.List { Items: { Count: > 0 } items })
        {
            errors.Add(path, node, node.IsNull ? "" : node.Show(), node.IsNull ? "has no value" : "must be a list of at least one event", remedy);
            return [];
        }

        var events = new SortedSet<NotifyEvent>();
        for (var k = 0; k < items.Count; k++)
        {
            var place = $"{path}[{k}]";
            if (_values.Text(place, items[k], "an event's name", remedy) is not { } name)
                continue;
            if (!NotifyEvents.TryParse(name, out var happened))
                errors.Add(place, items[k], "is no event", errors.IsFull ? "" : Suggestion.For(name, NotifyEvents.All, "events"));
            else if (!events.Add(happened))
                errors.Add(place, items[k], "is given twice", "leave one of them out");
        }

        return [.. events];
    }

    /// <summary>A secret's own value is not shown again where it stands in the place of its name.</summary>
    private string? ReadSecret(string path, SpecNode node)
    {
        const string NameRemedy = "write the name under which the silo's operator has set it, such as SWEEP_WEBHOOK_SECRET";
        if (_values.Text(path, node, "a secret's name", NameRemedy) is not { } name)
            return null;
        if (name.StartsWith(WebhookSignature.SecretPrefix, StringComparison.Ordinal))
            errors.Add(path, node, "", "must be the name of a secret, and is a secret: it is in this file now, so make another", NameRemedy);
        else if (!CommandCheck.IsSecretName(name))
            errors.Add(path, node, "must be a name of letters, digits, _, - and .", NameRemedy);
        else
            return name;
        return null;
    }
}
