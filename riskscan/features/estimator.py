"""What scikit-learn asks of a transformer, without scikit-learn, which takes a third of a small run to load."""

import inspect
from typing import Any, Self

from riskscan.exceptions import OptionError

__all__ = ["Transformer"]


class Transformer:
    """Parameters by name, frames out: works in pipelines and with `sklearn.base.clone`.

    Subclasses store the arguments of their constructor under the same names, and nothing else there.
    """

    @classmethod
    def _parameters(cls) -> list[str]:
        if cls.__init__ is object.__init__:
            return []
        return [name for name in inspect.signature(cls.__init__).parameters if name != "self"]

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the arguments of the constructor by name."""
        return {name: getattr(self, name) for name in self._parameters()}

    def set_params(self, **params: Any) -> Self:
        """Set arguments of the constructor.

        Raises
        ------
        ValueError
            For a name that is none.
        """
        unknown = sorted(params.keys() - set(self._parameters()))
        if unknown:
            raise ValueError(f"{type(self).__name__} has no parameters {unknown}; it has {self._parameters()}.")
        for name, value in params.items():
            setattr(self, name, value)
        return self

    def set_output(self, *, transform: str | None = None) -> Self:
        """Accept frames of pandas, which always come out.

        Raises
        ------
        OptionError
            For any other container.
        """
        if transform not in (None, "default", "pandas"):
            raise OptionError(f"{type(self).__name__} gives frames of pandas, not {transform!r}.")
        return self

    def fit_transform(self, X: Any, y: Any = None, **fit_params: Any) -> Any:
        """Fit, then return the features of the same rows."""
        fitted: Any = self
        return fitted.fit(X, y, **fit_params).transform(X)

    def _check_fitted(self, attribute: str) -> None:
        if not hasattr(self, attribute):
            from sklearn.exceptions import NotFittedError

            raise NotFittedError(f"This {type(self).__name__} is not fitted yet: call fit first.")

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import Tags, TargetTags, TransformerTags

        return Tags(estimator_type=None, target_tags=TargetTags(required=False), transformer_tags=TransformerTags())

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return f"{type(self).__name__}({given})"
