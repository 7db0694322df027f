using System.Text.Json.Nodes;

namespace Sweep.Web.Charts;

/// <summary>A picture that <c>charts.js</c> draws; the page says the same in a table.</summary>
/// <param name="Id">Of its element, distinct on a page.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Description">The same in a sentence, for who does not see it.</param>
/// <param name="Option">What Apache ECharts is given; where it takes functions, the name of one of <c>charts.js</c>.</param>
public sealed record Chart(string Id, string Title, string Description, JsonObject Option)
{
    /// <summary>For pictures that need more or less room: <c>low</c>, <c>high</c>; empty for the usual.</summary>
    public string Size { get; init; } = "";

    /// <summary>Safe within a script element of HTML: the encoder escapes what could end it.</summary>
    public string Json => Option.ToJsonString();
}
