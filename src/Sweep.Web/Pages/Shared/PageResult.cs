using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Sweep.Web.Pages.Shared;

/// <summary>Pages as answers.</summary>
internal static class PageResult
{
    public static IResult Of<TPage>(object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new RazorComponentResult<TPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    /// <summary>See what has come of a form by a GET, so that looking again does not send it again.</summary>
    public static IResult SeeOther(string address) => new SeeOther(address);
}
