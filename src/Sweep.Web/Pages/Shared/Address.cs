using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Sweep.Web.Pages.Shared;

/// <summary>Where a view is: its path and what of it is chosen, so that every choice is a link that can be kept and sent.</summary>
public sealed record Address(string Path, ImmutableArray<KeyValuePair<string, string>> Query)
{
    /// <summary>What asks for a part of a page; not part of the view.</summary>
    public const string Fragment = "fragment";

    public Address(string path)
        : this(path, [])
    {
    }

    public static Address Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = request.Query
            .Where(entry => entry.Key != Fragment)
            .SelectMany(entry => entry.Value.Where(value => !string.IsNullOrEmpty(value)).Select(value => KeyValuePair.Create(entry.Key, value!)));
        return new(request.Path.Value ?? "/", [.. query]);
    }

    /// <summary>All values under a name.</summary>
    public IEnumerable<string> All(string name) => Query.Where(entry => entry.Key == name).Select(entry => entry.Value);

    /// <summary>The first value under a name; null for none.</summary>
    public string? this[string name] => All(name).FirstOrDefault();

    /// <summary>The same view with one value under a name, or none where it is null or empty.</summary>
    public Address With(string name, string? value)
    {
        var rest = Query.RemoveAll(entry => entry.Key == name);
        return this with { Query = string.IsNullOrEmpty(value) ? rest : rest.Add(KeyValuePair.Create(name, value)) };
    }

    /// <summary>The same view with one more value under a name.</summary>
    public Address And(string name, string value) => this with { Query = Query.Add(KeyValuePair.Create(name, value)) };

    /// <summary>The same view without one value under a name.</summary>
    public Address Less(string name, string value) => this with { Query = Query.Remove(KeyValuePair.Create(name, value)) };

    public string At(string anchor) => $"{this}#{anchor}";

    public override string ToString() => Path + new QueryBuilder(Query).ToQueryString();
}
