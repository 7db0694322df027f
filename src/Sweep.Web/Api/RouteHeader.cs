namespace Sweep.Web.Api;

/// <summary>A header that a route looks at.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">For the description of the API.</param>
internal sealed record RouteHeader(string Name, string Meaning);
