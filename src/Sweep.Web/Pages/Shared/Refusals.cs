using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Sweep.Service.Answers;
using Sweep.Web.Api;
using Sweep.Web.Keys;

namespace Sweep.Web.Pages.Shared;

/// <summary>Refusals as pages.</summary>
internal static class Refusals
{
    /// <summary>Shows the page to keys of a scope alone, and says to others what it is that theirs do not allow.</summary>
    /// <param name="route">The page's.</param>
    /// <param name="scope">One of <see cref="Scopes"/>.</param>
    /// <param name="what">What it is for, as the subject of a sentence.</param>
    public static RouteHandlerBuilder ShowTo(this RouteHandlerBuilder route, string scope, string what) =>
        route.WithMetadata(new PageScope(scope)).AddEndpointFilter(
            async (context, next) => context.HttpContext.User.May(scope) ? await next(context) : Forbidden(scope, what));

    public static IResult Page(Refusal refusal, string href = "/sweeps", string next = "All sweeps")
    {
        var status = RefusalStatus.Of(refusal.Kind);
        var title = status switch
        {
            StatusCodes.Status400BadRequest => "This address or form is wrong",
            StatusCodes.Status404NotFound => "Not found",
            StatusCodes.Status409Conflict => "Not possible now",
            StatusCodes.Status410Gone => "Gone",
            StatusCodes.Status503ServiceUnavailable => "Nobody is there who could do it now",
            _ => "The database holds something that cannot be shown",
        };
        return PageResult.Of<MessagePage>(new MessageModel(title, refusal.Messages, href, next), status);
    }

    private static IResult Forbidden(string scope, string what) => PageResult.Of<MessagePage>(
        new MessageModel("Your key does not allow this", [$"{what} asks for a key of scope {scope}.", "Sign out, and in again with another key; `sweep key add NAME --scope` makes one."]),
        StatusCodes.Status403Forbidden);
}
